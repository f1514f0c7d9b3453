// What Slurm says about the job that this process is in.
#pragma once

namespace quadrille::distribute {

/// Throws InputError if Slurm started, or reserved, more tasks than this one process knows of.
void require_one_slurm_task();

/// Whether this process is one of several copies that srun started, and not the first of them.
bool is_further_slurm_copy();

}  // namespace quadrille::distribute
