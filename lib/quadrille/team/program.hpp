// The scope of MPI in a program, and the one place where its errors are caught.
#pragma once

#include <functional>

#include "quadrille/team/team.hpp"

namespace quadrille::team {

/// The whole of a main(): makes the team, calls `body`, prints what it throws (once, as "PROGRAM: message"),
/// and returns the exit status: body's own, 2 for InputError, 75 for Stopped, 3 for anything else.
///
/// A program that no launcher started is a serial team and makes no MPI call. An InputError that all ranks
/// throw leaves MPI cleanly; one that only some throw, or another error on any rank, aborts the whole job
/// within seconds.
int run_program(int& argc, char**& argv, const std::function<int(Team&)>& body);

}  // namespace quadrille::team
