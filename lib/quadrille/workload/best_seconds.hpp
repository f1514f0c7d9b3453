// How long something short takes.
#pragma once

#include <functional>

namespace quadrille::workload {

/// Returns the seconds that `body` takes: the best of runs over some milliseconds.
double best_seconds(const std::function<void()>& body);

}  // namespace quadrille::workload
