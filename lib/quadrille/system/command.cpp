#include "quadrille/system/command.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <sstream>
#include <string_view>

#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "quadrille/system/clock.hpp"
#include "quadrille/system/launch.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::system {
namespace {

constexpr double seconds_to_end = 3;
constexpr int not_started = 127;
constexpr off_t longest_errors = 2000;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {
    if (number < 0) throw text::RunError("no child process can be started: too many files are open");
  }
  ~Descriptor() { close(number_); }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return number_; }

 private:
  int number_;
};

/// A file of that text, so that nobody waits for a reader or a writer.
int in_memory(const std::string& text) {
  const int file = memfd_create("quadrille", MFD_CLOEXEC);
  for (std::size_t done = 0; file >= 0 && done < text.size();) {
    const auto written = write(file, text.data() + done, text.size() - done);
    if (written < 0) break;
    done += static_cast<std::size_t>(written);
  }
  if (file >= 0) lseek(file, 0, SEEK_SET);
  return file;
}

/// The end of what was written into a file in memory.
std::string end_of(int file) {
  const off_t size = lseek(file, 0, SEEK_END);
  const off_t kept = std::clamp<off_t>(size, 0, longest_errors);
  std::string text(static_cast<std::size_t>(kept), ' ');
  const auto read = pread(file, text.data(), text.size(), size - kept);
  text.resize(static_cast<std::size_t>(std::max<ssize_t>(read, 0)));
  return text;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> found;
  for (const std::string& text : texts) found.push_back(const_cast<char*>(text.c_str()));
  found.push_back(nullptr);
  return found;
}

/// Whether the process of this descriptor ends within the time.
bool ends_within(const Descriptor& process, double seconds) {
  const double deadline = system::seconds_now() + seconds;
  while (true) {
    const double left = std::max(0.0, deadline - system::seconds_now());
    pollfd end{process.get(), POLLIN, 0};
    if (poll(&end, 1, static_cast<int>(std::ceil(1e3 * std::min(left, 1e6)))) > 0) return true;
    if (left <= 0) return false;
  }
}

/// The processors that the user gave us: a launcher binds each of its ranks to fewer.
cpu_set_t users_processors() {
  cpu_set_t processors;
  if (sched_getaffinity(system::launcher(), sizeof processors, &processors) != 0)
    sched_getaffinity(0, sizeof processors, &processors);
  return processors;
}

struct Streams {
  int input;
  int output;  ///< negative: as in the parent
  int errors;
};

/// In the child: only what is safe after fork().
[[noreturn]] void become(const char* path, char* const* words, char* const* environment,
                         const Streams& streams, pid_t parent, const cpu_set_t& processors) {
  setpgid(0, 0);
  sched_setaffinity(0, sizeof processors, &processors);
  prctl(PR_SET_PDEATHSIG, SIGTERM);
  std::signal(SIGPIPE, SIG_DFL);  // what is ignored would stay so
  if (getppid() != parent) _exit(not_started);
  dup2(streams.input, STDIN_FILENO);
  if (streams.output >= 0) dup2(streams.output, STDOUT_FILENO);
  dup2(streams.errors, STDERR_FILENO);
  execve(path, words, environment);
  _exit(not_started);
}

}  // namespace

Ended run_command(const Command& command, double longest, Output output) {
  const std::string path = path_of(command.words.front());
  if (path.empty()) return {.status = not_started, .seconds = 0, .in_time = true};
  const auto words = pointers(command.words);
  const auto environment = pointers(command.environment);
  const Descriptor input(in_memory(command.input));
  const Descriptor nowhere(open("/dev/null", O_WRONLY | O_CLOEXEC)), errors(in_memory(""));
  const double start = system::seconds_now();
  const pid_t self = getpid();
  const cpu_set_t processors = users_processors();
  const pid_t child = fork();
  if (child < 0) throw text::RunError("no child process can be started: too many processes are running");
  if (child == 0)
    become(path.c_str(), words.data(), environment.data(),
           {input.get(), output == Output::dropped ? nowhere.get() : -1, errors.get()}, self, processors);
  setpgid(child, child);  // so that it is done before a signal may be sent, whoever is first
  const Descriptor process(static_cast<int>(syscall(SYS_pidfd_open, child, 0)));
  Ended ended;
  ended.in_time = ends_within(process, longest);
  ended.seconds = system::seconds_now() - start;
  if (!ended.in_time) {
    kill(-child, SIGTERM);
    if (!ends_within(process, seconds_to_end)) kill(-child, SIGKILL);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  ended.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  ended.errors = end_of(errors.get());
  return ended;
}

std::string path_of(const std::string& program) {
  const auto is_program = [](const std::string& path) { return access(path.c_str(), X_OK) == 0; };
  if (program.find('/') != std::string::npos) return is_program(program) ? program : "";
  const char* path = std::getenv("PATH");
  std::istringstream folders(path == nullptr ? "/usr/local/bin:/usr/bin:/bin" : path);
  for (std::string folder; std::getline(folders, folder, ':');)
    if (std::string found = (folder.empty() ? "." : folder) + '/' + program; is_program(found)) return found;
  return "";
}

std::vector<std::string> without_launcher(const std::vector<std::string>& environment) {
  // Of Open MPI's variables a user sets OMPI_MCA_* and the two that allow root; mpirun gives its ranks more
  // of the first, of these parameters.
  constexpr std::array<std::string_view, 2> users = {"OMPI_ALLOW_RUN_AS_ROOT", "OMPI_MCA_"};
  constexpr std::array<std::string_view, 6> of_ranks = {
      "OMPI_MCA_orte_",          "OMPI_MCA_ess",
      "OMPI_MCA_pmix",           "OMPI_MCA_initial_wdir",
      "OMPI_MCA_shmem_RUNTIME_", "OMPI_MCA_mpi_oversubscribe"};
  constexpr std::array<std::string_view, 10> launchers = {"OMPI_", "PMIX_", "PMI_", "PRTE_", "SLURM_",
                                                          "MV2_",  "JSM_",  "PBS_", "LSB_",  "NSLOTS="};
  std::vector<std::string> kept;
  for (const std::string& entry : environment) {
    const auto begins = [&](std::string_view prefix) { return entry.starts_with(prefix); };
    const bool is_users = std::ranges::any_of(users, begins) && std::ranges::none_of(of_ranks, begins);
    if (is_users || std::ranges::none_of(launchers, begins)) kept.push_back(entry);
  }
  return kept;
}

std::vector<std::string> environment_for_launch() {
  std::vector<std::string> all;
  for (char** entry = environ; *entry != nullptr; ++entry) all.emplace_back(*entry);
  for (const std::string& ours : system::spared_variables())
    std::erase_if(all, [&](const std::string& entry) { return entry.starts_with(ours + '='); });
  return without_launcher(all);
}

}  // namespace quadrille::system
