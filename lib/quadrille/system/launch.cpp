#include "quadrille/system/launch.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string_view>
#include <system_error>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <sys/socket.h>
#include <unistd.h>

#include "quadrille/text/trimmed.hpp"

namespace quadrille::system {
namespace {

constexpr std::string_view blanks = " \t\r\n";

std::vector<std::string>& spared() {
  static std::vector<std::string> variables;
  return variables;
}

bool is_set(const std::string& variable) { return std::getenv(variable.c_str()) != nullptr; }

int number_of(const char* variable) {
  const char* text = std::getenv(variable);
  return text == nullptr ? 0 : std::atoi(text);
}

std::string text_of(const std::filesystem::path& file) {
  std::ifstream stream(file);
  return {std::istreambuf_iterator<char>(stream), {}};
}

/// Whether environment or files choose a component for it. A list of what *not* to take ("^ucx", as Debian
/// installs it) leaves the choice to us, unless it bars the one that we would take.
bool is_chosen(const std::string& parameter, const std::string& ours) {
  if (is_set("OMPI_MCA_" + parameter) || is_set("OMPI_MCA_mca_base_param_files") ||
      is_set("OMPI_MCA_mca_param_files"))
    return true;
  const char* home = std::getenv("HOME");
  for (const std::string& file : {std::string("/etc/openmpi/openmpi-mca-params.conf"),
                                  std::string(home == nullptr ? "" : home) + "/.openmpi/mca-params.conf"}) {
    const std::string value = parameter_in(text_of(file), parameter);
    if (!value.empty() && (value[0] != '^' || value.find(ours) != std::string::npos)) return true;
  }
  return false;
}

/// Processors that the ranks of this host share. Where mpirun bound each rank to its own, that says nothing.
long processors() {
  cpu_set_t usable;
  if (is_set("OMPI_MCA_orte_bound_at_launch") || sched_getaffinity(0, sizeof usable, &usable) != 0)
    return sysconf(_SC_NPROCESSORS_ONLN);
  return CPU_COUNT(&usable);
}

/// Whether the process was told to be a rank, as wrappers of a rank are.
bool belongs_to_a_rank(pid_t process) {
  std::istringstream variables(text_of("/proc/" + std::to_string(process) + "/environ"));
  for (std::string variable; std::getline(variables, variable, '\0');)
    if (variable.starts_with("OMPI_COMM_WORLD_RANK=") || variable.starts_with("PMIX_RANK=")) return true;
  return false;
}

pid_t parent_of(pid_t process) {
  const std::string stat = text_of("/proc/" + std::to_string(process) + "/stat");
  char state = 0;
  pid_t parent = 0;
  const auto name_end = stat.rfind(')');  // a name may hold anything
  if (name_end != std::string::npos) std::istringstream(stat.substr(name_end + 1)) >> state >> parent;
  return parent;
}

/// This process, or the outermost of the wrappers around it that were told to be this rank.
pid_t outermost_of_rank() {
  pid_t process = getpid();
  for (pid_t parent = getppid(); parent > 1 && belongs_to_a_rank(parent); parent = parent_of(process))
    process = parent;
  return process;
}

/// The names of what starts ranks and does nothing before.
bool is_launcher(pid_t process) {
  constexpr std::array<std::string_view, 8> names = {
      "mpirun", "mpirun.openmpi", "mpiexec", "mpiexec.openmpi", "orterun", "orted", "srun", "slurmstepd"};
  const std::string name(text::trimmed(text_of("/proc/" + std::to_string(process) + "/comm"), blanks));
  return std::ranges::find(names, name) != names.end();
}

/// When a process was started, in ticks since the boot, as text.
std::string start_of(pid_t process) {
  constexpr int fields_after_name_before_start = 19;  // proc(5): starttime is field 22, the name field 2
  const std::string stat = text_of("/proc/" + std::to_string(process) + "/stat");
  std::istringstream fields(stat.substr(std::min(stat.size(), stat.rfind(')') + 1)));
  std::string field;
  for (int i = 0; i <= fields_after_name_before_start; ++i) fields >> field;
  return fields ? field : "";
}

double seconds_since_start_of(pid_t process) {
  std::istringstream start(start_of(process));
  double ticks = 0;
  start >> ticks;
  timespec now{};
  if (!start || clock_gettime(CLOCK_BOOTTIME, &now) != 0) return 0;
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec) -
         ticks / static_cast<double>(sysconf(_SC_CLK_TCK));
}

/// Sets a variable for MPI, not for programs that this one starts.
void spare(const char* variable, const char* value) {
  if (is_set(variable)) return;
  setenv(variable, value, 0);
  spared().push_back(variable);
}

}  // namespace

bool started_by_launcher() {
  constexpr std::array variables = {"OMPI_COMM_WORLD_SIZE", "PMIX_RANK", "PMI_RANK", "PMI_SIZE"};
  return std::ranges::any_of(variables, is_set);
}

bool has_fabric() {
  std::error_code ignored;
  const std::filesystem::directory_iterator adapters("/sys/class/infiniband", ignored);
  if (!ignored && adapters != std::filesystem::directory_iterator()) return true;
  for (const auto& device : std::filesystem::directory_iterator("/dev", ignored)) {
    const std::string name = device.path().filename();
    if (name.starts_with("hfi1") || name.starts_with("ipath")) return true;
  }
  return false;
}

void spare_start_up() {
  const int local_ranks = number_of("OMPI_COMM_WORLD_LOCAL_SIZE");
  const bool one_host = local_ranks > 0 && local_ranks == number_of("OMPI_COMM_WORLD_SIZE");
  if (one_host && !has_fabric() && !is_chosen("pml", "ob1") && !is_chosen("mtl", "ob1"))
    spare("OMPI_MCA_pml", "ob1");
  if (local_ranks > processors() && !is_chosen("mpi_yield_when_idle", ""))
    spare("OMPI_MCA_mpi_yield_when_idle", "1");
}

const std::vector<std::string>& spared_variables() { return spared(); }

void spare_leaving() {
  std::error_code ignored;
  for (const auto& file : std::filesystem::directory_iterator("/proc/self/fd", ignored)) {
    const int on = 1, descriptor = std::stoi(file.path().filename());
    if (descriptor > STDERR_FILENO) setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }
}

pid_t launcher() {
  if (!started_by_launcher()) return getpid();
  return std::max<pid_t>(parent_of(outermost_of_rank()), 1);
}

std::string rank_of_launch() {
  const pid_t process = outermost_of_rank();
  return std::to_string(process) + ' ' + start_of(process);
}

double seconds_since_process_start() { return seconds_since_start_of(getpid()); }

double seconds_since_launch() {
  double before = 0;
  if (started_by_launcher() && is_launcher(launcher()))
    before = seconds_since_start_of(launcher()) - seconds_since_start_of(outermost_of_rank());
  return before + seconds_since_process_start();
}

std::string parameter_in(const std::string& text, const std::string& name) {
  std::string value;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    const auto equals = line.find('=');
    if (equals != std::string::npos && text::trimmed(line.substr(0, equals), blanks) == name)
      value = text::trimmed(line.substr(equals + 1), blanks);
  }
  return value;
}

}  // namespace quadrille::system
