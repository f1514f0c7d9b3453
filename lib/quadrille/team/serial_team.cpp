#include "quadrille/team/serial_team.hpp"

#include <stdexcept>
#include <utility>

#include <unistd.h>

#include "quadrille/system/host.hpp"
#include "quadrille/system/slurm.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::team {
void say(const std::string& program, const std::string& message) {
  const std::string line = program + ": " + message + "\n";
  [[maybe_unused]] const auto written = write(STDERR_FILENO, line.data(), line.size());
}

SerialTeam::SerialTeam(std::string program)
    : program_(std::move(program)), hosts_{system::host_name()}, speaks_(!system::is_further_copy()) {}

void SerialTeam::send(int, std::span<const char>) {
  throw std::logic_error("a team of one has nobody to send to");
}

std::size_t SerialTeam::receive(int, std::span<char>) {
  throw std::logic_error("a team of one has nobody to receive from");
}

void SerialTeam::fail(const std::string& message) { throw text::RunError(message); }

void SerialTeam::require(const Expectations& expectations) {
  Team::require(expectations);
  speaks_ = true;
}

int SerialTeam::leave(const Verdict& verdict) {
  if (verdict.is_error() && speaks_) say(program_, verdict.message);
  return verdict.status;
}

}  // namespace quadrille::team
