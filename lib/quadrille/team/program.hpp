// The scope of MPI in a program, and the one place where its errors are caught.
#pragma once

#include <functional>
#include <string>

#include "quadrille/team/team.hpp"

namespace quadrille::team {

/// How signals are met until the program says what they mean (system::heed_stops).
enum class Signals {
  usual,
  heeded  ///< from the start: MPI takes seconds to start on a busy machine
};

/// The whole of a main(): makes the team, calls `body`, prints what it throws (once, as "PROGRAM: message"),
/// and returns the exit status: body's own, 2 for InputError, 75 for Stopped, 3 for anything else.
///
/// A program that no launcher started is a serial team and makes no MPI call. An InputError that all ranks
/// throw leaves MPI cleanly; one that only some throw, or another error on any rank, aborts the whole job
/// within seconds.
int run_program(int& argc, char**& argv, const std::function<int(Team&)>& body,
                Signals signals = Signals::usual);

/// The first words of the library's own description, such as "Open MPI v4.1.4". Needs no initialised MPI.
std::string mpi_version();

/// The version of Boost that this was compiled with, "1.74.0".
std::string boost_version();

}  // namespace quadrille::team
