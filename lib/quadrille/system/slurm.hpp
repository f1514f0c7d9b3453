// What Slurm, other batch systems and launchers say about the job that this process is in.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace quadrille::system {

/// For a world of one: throws InputError if a launcher started, or a batch system reserved, more tasks than
/// this process knows of. A launcher's word goes first: what `mpirun -np 1` or a Slurm step of one task
/// started is one process, whatever the allocation is.
void require_one_task();

/// Returns whether this process is one of several copies that a launcher started, and not the first of them.
bool is_further_copy();

/// A count and how often it is repeated: "4(x2)".
struct Repeated {
  std::uint64_t count = 0;
  std::uint64_t times = 1;
};

/// Returns the counts in Slurm's list of its nodes, 4, 4, 3 in "4(x2),3"; none for any other text.
std::optional<std::vector<Repeated>> counts_in(std::string_view text);

}  // namespace quadrille::system
