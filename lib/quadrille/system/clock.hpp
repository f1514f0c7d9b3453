// The time.
#pragma once

namespace quadrille::system {

/// Returns seconds on a clock that never goes back; its zero is arbitrary.
double seconds_now();

}  // namespace quadrille::system
