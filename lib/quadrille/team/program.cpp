#include "quadrille/team/program.hpp"

#include <cerrno>
#include <csignal>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <string>
#include <string_view>

#include <boost/mpi/environment.hpp>
#include <boost/version.hpp>
#include <fcntl.h>
#include <mpi.h>
#include <unistd.h>

#include "quadrille/system/claim.hpp"
#include "quadrille/system/launch.hpp"
#include "quadrille/system/stop.hpp"
#include "quadrille/team/mpi_team.hpp"
#include "quadrille/team/serial_team.hpp"
#include "quadrille/team/verdict.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::team {
namespace {

Verdict attempt(const std::string& program, const std::function<int(Team&)>& body, Team& team) {
  try {
    return {body(team), ""};
  } catch (const system::Stopped& stopped) {
    if (team.rank() == 0) say(program, stopped.message);  // at once: there may be no time to leave in order
    return {status_of_stop, ""};
  } catch (const text::InputError& error) {
    return {status_of_input_error, error.what()};
  } catch (const std::exception& error) {
    return {status_of_run_error, error.what()};
  } catch (...) {
    return {status_of_run_error, "something was thrown that is no std::exception"};
  }
}

/// Whatever is opened first must not take the place of a standard stream that is closed. Writing to standard
/// output then fails, as it should; words on standard error are lost.
void open_standard_streams() {
  for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    if (::fcntl(stream, F_GETFD) == -1 && errno == EBADF)
      (void)!::open("/dev/null", stream == STDERR_FILENO ? O_WRONLY : O_RDONLY);
}

}  // namespace

int run_program(int& argc, char**& argv, const std::function<int(Team&)>& body, Signals signals) {
  const std::string program = std::filesystem::path(argv[0]).filename();
  open_standard_streams();
  std::signal(SIGXFSZ, SIG_IGN);  // a limit on the size of files is an error like a full disk
  std::signal(SIGPIPE, SIG_IGN);  // who reads no further, on standard error too, does not end the work
  if (signals == Signals::heeded) system::heed_stops({});
  if (!system::started_by_launcher()) {
    SerialTeam team(program);
    return team.leave(attempt(program, body, team));
  }
  if (const std::string refusal = system::claim_rank(); !refusal.empty()) {
    if (system::is_first_to_say()) say(program, refusal);
    return status_of_input_error;
  }
  system::spare_start_up();
  const boost::mpi::environment environment(argc, argv);
  system::spare_leaving();
  MpiTeam team(program);
  return team.leave(attempt(program, body, team));
}

std::string mpi_version() {
  char text[MPI_MAX_LIBRARY_VERSION_STRING];  // Boost knows the version of the standard only
  int length = 0;
  MPI_Get_library_version(text, &length);
  const std::string whole(text, static_cast<std::size_t>(length));
  return whole.substr(0, whole.find_first_of(",\n"));
}

std::string boost_version() {
  return std::to_string(BOOST_VERSION / 100000) + '.' + std::to_string(BOOST_VERSION / 100 % 1000) + '.' +
         std::to_string(BOOST_VERSION % 100);
}

}  // namespace quadrille::team
