// What Slurm and other launchers say about the job that this process is in.
#pragma once

namespace quadrille::distribute {

/// For a world of one: throws InputError if Slurm or a launcher of another MPI started, or Slurm reserved,
/// more tasks than this process knows of.
void require_one_task();

/// Whether this process is one of several copies that a launcher started, and not the first of them.
bool is_further_copy();

}  // namespace quadrille::distribute
