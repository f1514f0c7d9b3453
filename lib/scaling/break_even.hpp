// The size of work from which two processes beat one.
#pragma once

#include <functional>

namespace quadrille::scaling {

/// Between these sizes of work, each in multiples of some unit, two processes begin to beat one. Both were
/// timed: at `loses` (0 if even the smallest size wins) one is as fast or faster, at `wins` (infinity if not
/// even the largest does) two are.
struct BreakEven {
  double loses = 0;
  double wins = 0;
};

/// Whether two processes beat one at that size, from start to end.
using Beats = std::function<bool(double size)>;

/// Halves or doubles from size 1 on until the answer changes, within [smallest, largest], then narrows the
/// bracket in its ratio until it is at most 1.2.
BreakEven find_break_even(const Beats& beats, double smallest, double largest);

}  // namespace quadrille::scaling
