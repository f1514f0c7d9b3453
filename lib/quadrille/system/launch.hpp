// How this program was started, and what of MPI's start-up can be spared.
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

namespace quadrille::system {

/// Whether mpirun, or another launcher, says that this process is a rank. A program that was started alone
/// never initialises MPI.
bool started_by_launcher();

/// What started the rank that this process is, whatever wraps it; this process where nothing did.
pid_t launcher();

/// A text that this process shares with all others of its rank (wrappers, programs before and after it), and
/// with no other rank that this host ever had since its boot.
std::string rank_of_launch();

/// Whether this host has adapters of InfiniBand, Omni-Path or their like.
bool has_fabric();

/// Before MPI is initialised, and only where the user has chosen nothing: on one host without a fabric, no
/// drivers for fabrics are loaded (they sleep for 0.2 s); with more ranks than processors, waiting ranks
/// yield. All ranks decide alike.
void spare_start_up();

/// The names of the environment's variables that spare_start_up() has set. They are of this launch only.
const std::vector<std::string>& spared_variables();

/// After MPI is initialised: what is sent to mpirun goes at once. Otherwise the last of several small
/// messages waits for the first one's acknowledgement, which Linux delays by 40 ms.
void spare_leaving();

/// Seconds since this process was started, its loading included (to a hundredth, as Linux counts it). What a
/// script did that became this program by `exec` counts, too: it was this process.
double seconds_since_process_start();

/// The same and, of a rank, what its launcher (mpirun, srun) took until it had started the rank. What
/// wrappers between the two did is in neither.
double seconds_since_launch();

/// The value of a parameter in the text of one of Open MPI's files of parameters; empty if it is not there.
std::string parameter_in(const std::string& text, const std::string& name);

}  // namespace quadrille::system
