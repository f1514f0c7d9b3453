// How this program was started, and what of MPI's start-up can be spared.
#pragma once

#include <string>
#include <vector>

#include <sys/types.h>

namespace quadrille::system {

/// Returns whether mpirun, or another launcher, says that this process is a rank. A program that was started
/// alone never initialises MPI.
bool started_by_launcher();

/// Returns the process that started this rank, whatever wraps it; this process where there is none.
pid_t launcher();

/// Returns a text that this process shares with all others of its rank (wrappers, programs before and after
/// it), and with no other rank that this host ever had since its boot.
std::string rank_of_launch();

/// Returns whether this host has adapters of InfiniBand, Omni-Path or their like.
bool has_fabric();

/// Spares time in MPI's start. To be called before MPI is initialised; heeded where the user has chosen
/// nothing: on one host without a fabric, no drivers for fabrics are loaded (they sleep for 0.2 s); with more
/// ranks than processors, waiting ranks yield. All ranks decide alike.
void spare_start_up();

/// Returns the environment's variables that spare_start_up() has set. They are of this launch only.
const std::vector<std::string>& spared_variables();

/// Lets what is sent to mpirun go at once. To be called after MPI is initialised. Otherwise the last of
/// several small messages waits for the first one's acknowledgement, which Linux delays by 40 ms.
void spare_leaving();

/// Returns seconds since this process was started, its loading included (to a hundredth, as Linux counts it).
/// What a script did that became this program by `exec` counts, too: it was this process.
double seconds_since_process_start();

/// Returns the same and, for a rank, the time that its launcher (mpirun, srun) took to start the rank. Time
/// of wrappers between the two is in neither.
double seconds_since_launch();

/// Returns the value of a parameter in the text of a file of Open MPI's parameters; "" if it is not there.
std::string parameter_in(const std::string& text, const std::string& name);

}  // namespace quadrille::system
