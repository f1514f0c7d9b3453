#include "distribute/slurm.hpp"

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "text/error.hpp"

namespace quadrille::distribute {
namespace {

/// 0 if it is not set, or no number.
std::uint64_t number_of(const char* variable) {
  const char* text = std::getenv(variable);
  const std::string_view digits = text == nullptr ? "" : text;
  std::uint64_t number = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return number;
}

}  // namespace

void require_one_task() {
  if (const std::uint64_t copies = number_of("SLURM_STEP_NUM_TASKS"); copies > 1)
    throw text::InputError("srun started " + std::to_string(copies) +
                           " separate copies of rank 0 of 1; write `srun --mpi=pmix ...` or, in a batch "
                           "script, `mpirun ...` (or allow it with `--processes-expected 1`)");
  if (const std::uint64_t tasks = number_of("SLURM_NTASKS"); tasks > 1)
    throw text::InputError("Slurm reserved " + std::to_string(tasks) +
                           " tasks, but this is rank 0 of 1; write `mpirun ...` before the program (or "
                           "allow it with `--processes-expected 1`)");
  // `sbatch --nodes=2` alone leaves the number of tasks to the script.
  const bool has_tasks = number_of("SLURM_NTASKS") > 0 || number_of("SLURM_STEP_NUM_TASKS") > 0;
  if (const std::uint64_t hosts = number_of("SLURM_JOB_NUM_NODES"); hosts > 1 && !has_tasks)
    throw text::InputError("Slurm reserved " + std::to_string(hosts) +
                           " hosts, but this is rank 0 of 1; write `mpirun ...` before the program (or "
                           "allow it with `--processes-expected 1`)");
  for (const char* size : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE"})
    if (const std::uint64_t copies = number_of(size); copies > 1)
      throw text::InputError("a launcher started " + std::to_string(copies) +
                             " separate copies of rank 0 of 1 (" + size +
                             " says so): it is of another MPI; start them with the `mpirun` of the MPI that "
                             "--version names (or allow it with `--processes-expected 1`)");
}

bool is_further_copy() {
  return (number_of("SLURM_STEP_NUM_TASKS") > 1 && number_of("SLURM_PROCID") > 0) ||
         (number_of("OMPI_COMM_WORLD_SIZE") > 1 && number_of("OMPI_COMM_WORLD_RANK") > 0) ||
         (number_of("PMI_SIZE") > 1 && number_of("PMI_RANK") > 0);
}

}  // namespace quadrille::distribute
