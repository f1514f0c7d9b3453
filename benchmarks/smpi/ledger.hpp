// Simulated time, and work that is owed to it.
#pragma once

namespace quadrille::smpi {

/// Seconds on the clock of the simulation, with what is owed.
double now();

/// From now on this rank has worked so many seconds more. They cost nothing until they are settled: the
/// simulation of millions of blocks becomes that of thousands of stretches of work.
void owe(double seconds);

/// Lets the simulation do what is owed. To be called before whatever another rank could see: ranks are
/// coroutines of one process, and share the debt's one variable.
void settle();

}  // namespace quadrille::smpi
