// A rank of a launcher is one MPI program: a second one after it cannot start MPI.
#pragma once

#include <string>

namespace quadrille::system {

/// Why this program cannot be the rank that its launcher says it is: another program of ours was or is it, as
/// the second is in `mpirun sh -c './integrate; ./simulate'`. Else "", and the rank is claimed. To be called
/// before MPI is initialised. Where the launcher has no folder to leave a mark in, nothing is found.
std::string claim_rank();

/// Whether this process is the first of its launch on this host to ask: the one that says what all would say.
bool is_first_to_say();

}  // namespace quadrille::system
