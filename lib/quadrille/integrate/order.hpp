// How fast errors fall with the number of points.
#pragma once

#include <optional>
#include <span>

#include "quadrille/integrate/result.hpp"

namespace quadrille::integrate {

/// The slope of log rmse (with one repeat: of log |error|) against log n, and how far its 95 % interval
/// reaches to either side.
struct Order {
  double slope = 0, reach = 0;
};

/// Returns the order over sizes from 2 on whose errors are more than rounding; single errors of a random
/// estimator say something in large numbers only. None where the interval would reach farther than 1/2, which
/// tells no order from the next.
std::optional<Order> order_of_convergence(const Problem& problem, const Law& law, std::span<const Row> rows);

}  // namespace quadrille::integrate
