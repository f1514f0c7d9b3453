#include "ledger.hpp"

#include <chrono>
#include <utility>

#include <mpi.h>
#include <simgrid/engine.h>

namespace quadrille::smpi {
namespace {

double owed = 0;

}  // namespace

double now() { return simgrid_get_clock() + owed; }

void owe(double seconds) { owed += seconds; }

void settle() {
  if (owed > 0) smpi_execute(std::exchange(owed, 0));
}

}  // namespace quadrille::smpi

// What std::chrono::steady_clock::now() is, since the program is linked with --wrap: SMPI turns sleeping, but
// not this clock, into simulated time.
extern "C" std::chrono::steady_clock::time_point __wrap__ZNSt6chrono3_V212steady_clock3nowEv() {
  using std::chrono::steady_clock;
  const std::chrono::duration<double> now(quadrille::smpi::now());
  return steady_clock::time_point(std::chrono::duration_cast<steady_clock::duration>(now));
}
