#include "quadrille/system/slurm.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <string>

#include "quadrille/text/error.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/text/setting.hpp"

namespace quadrille::system {
namespace {

constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
constexpr std::uint64_t first_step_without_srun = 0xfffffff0;  // a batch script's, an interactive shell's

/// The end of advice in brackets.
std::string allow() { return "allow it with `" + text::spoken("processes-expected", "1") + "`)"; }

std::string_view value_of(const char* variable) {
  const char* text = std::getenv(variable);
  return text == nullptr ? "" : text;
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.begin(), text.end(), number);
  if (end != text.end() || text.empty() || error == std::errc::invalid_argument) return std::nullopt;
  return error == std::errc() ? number : most;
}

/// 0 if it is not set, or no number.
std::uint64_t number_of(const char* variable) { return whole_number(value_of(variable)).value_or(0); }

std::uint64_t product(std::uint64_t a, std::uint64_t b) { return b != 0 && a > most / b ? most : a * b; }

std::uint64_t sum(const std::vector<Repeated>& counts) {
  std::uint64_t total = 0;
  for (const auto& [count, times] : counts) total += std::min(product(count, times), most - total);
  return total;
}

/// A launcher, by the variables in which its processes find how many they are, and which.
struct Launcher {
  const char* size;
  const char* rank;
};

/// The innermost first: a launcher within a Slurm step may have started its helpers by srun.
constexpr std::array<Launcher, 5> launchers = {{{"OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_RANK"},
                                                {"MV2_COMM_WORLD_SIZE", "MV2_COMM_WORLD_RANK"},
                                                {"JSM_NAMESPACE_SIZE", "JSM_NAMESPACE_RANK"},
                                                {"PMI_SIZE", "PMI_RANK"},
                                                {"SLURM_STEP_NUM_TASKS", "SLURM_PROCID"}}};

/// The launcher that started this process, if one did: nullptr in a batch script, or a shell of salloc.
const Launcher* launcher_of_this() {
  for (const Launcher& launcher : launchers) {
    if (&launcher == &launchers.back() && number_of("SLURM_STEP_ID") >= first_step_without_srun) break;
    if (number_of(launcher.size) > 0) return &launcher;
  }
  return nullptr;
}

/// Processes that a batch system has reserved places for.
struct Reserved {
  std::string system;    ///< "Slurm"
  std::string variable;  ///< that says so
  std::uint64_t tasks = 1;
};

/// The number that a variable says, times another; none if it is not set or 0.
std::optional<Reserved> reserved_by(const char* system, const char* variable, std::uint64_t times = 1) {
  const std::string_view text = value_of(variable);
  if (text.empty()) return std::nullopt;
  const auto counts = counts_in(text);
  if (!counts)
    throw text::InputError(std::string(variable) + " is " + text::quoted(text) +
                           ", which says no number of tasks, and this is rank 0 of 1; write `mpirun -np N` "
                           "before the program (or " +
                           allow());
  const bool is_list = counts->size() > 1 || counts->front().times > 1;
  const std::uint64_t tasks = is_list ? sum(*counts) : product(sum(*counts), times);
  if (tasks == 0) return std::nullopt;
  return Reserved{system, variable, tasks};
}

/// What Slurm says of tasks, the most explicit variable first: `--ntasks=1` is one task, though a node may
/// have place for more. Where only the number of hosts is known, as of `sbatch --nodes=2`, tasks are up to
/// the script, but more than one.
std::optional<Reserved> reserved_by_slurm() {
  const std::uint64_t hosts = std::max(number_of("SLURM_JOB_NUM_NODES"), number_of("SLURM_NNODES"));
  for (const char* variable :
       {"SLURM_NTASKS", "SLURM_NPROCS", "SLURM_TASKS_PER_NODE", "SLURM_STEP_TASKS_PER_NODE"})
    if (auto found = reserved_by("Slurm", variable)) return found;
  return reserved_by("Slurm", "SLURM_NTASKS_PER_NODE", std::max<std::uint64_t>(hosts, 1));
}

/// Lines of the file that PBS and Torque write: one for each process that there is a place for.
std::optional<Reserved> reserved_by_pbs() {
  if (auto found = reserved_by("PBS", "PBS_NP")) return found;
  std::ifstream file{std::string(value_of("PBS_NODEFILE"))};
  std::uint64_t lines = 0;
  for (std::string line; std::getline(file, line);) lines += line.empty() ? 0 : 1;
  if (lines == 0) return std::nullopt;
  return Reserved{"PBS", "PBS_NODEFILE", lines};
}

std::optional<Reserved> reserved() {
  if (auto found = reserved_by_slurm()) return found;
  if (auto found = reserved_by_pbs()) return found;
  if (auto found = reserved_by("LSF", "LSB_DJOB_NUMPROC")) return found;
  return reserved_by("Grid Engine", "NSLOTS");
}

[[noreturn]] void refuse_copies(const Launcher& launcher) {
  const std::string copies = std::to_string(number_of(launcher.size)) + " separate copies of rank 0 of 1";
  if (&launcher == &launchers.back())
    throw text::InputError("srun started " + copies +
                           "; write `srun --mpi=pmix ...` or, in a batch script, `mpirun ...` (or " +
                           allow());
  throw text::InputError("a launcher started " + copies + " (" + launcher.size +
                         " says so): it is of another MPI; start them with the `mpirun` of the MPI that " +
                         text::spoken("version") + " names (or " + allow());
}

}  // namespace

std::optional<std::vector<Repeated>> counts_in(std::string_view text) {
  std::vector<Repeated> counts;
  for (;;) {
    const auto comma = text.find(',');
    const std::string_view item = text.substr(0, comma);
    const auto bracket = item.find("(x");
    const auto count = whole_number(item.substr(0, bracket));
    std::optional<std::uint64_t> times = 1;
    if (bracket != std::string_view::npos)
      times = item.ends_with(')') ? whole_number(item.substr(bracket + 2, item.size() - bracket - 3))
                                  : std::nullopt;
    if (!count || times.value_or(0) == 0) return std::nullopt;
    counts.push_back({*count, *times});
    if (comma == std::string_view::npos) return counts;
    text.remove_prefix(comma + 1);
  }
}

void require_one_task() {
  if (const Launcher* launcher = launcher_of_this()) {
    if (number_of(launcher->size) > 1) refuse_copies(*launcher);
    return;
  }
  if (const auto found = reserved()) {
    if (found->tasks > 1)
      throw text::InputError(found->system + " reserved " + std::to_string(found->tasks) + " tasks (" +
                             found->variable +
                             " says so), but this is rank 0 of 1; write `mpirun ...` before "
                             "the program (or " +
                             allow());
    return;
  }
  const std::uint64_t hosts = std::max(number_of("SLURM_JOB_NUM_NODES"), number_of("SLURM_NNODES"));
  if (hosts > 1)
    throw text::InputError("Slurm reserved " + std::to_string(hosts) +
                           " hosts, but this is rank 0 of 1; write `mpirun ...` before the program (or " +
                           allow());
}

bool is_further_copy() {
  const Launcher* launcher = launcher_of_this();
  return launcher != nullptr && number_of(launcher->size) > 1 && number_of(launcher->rank) > 0;
}

}  // namespace quadrille::system
