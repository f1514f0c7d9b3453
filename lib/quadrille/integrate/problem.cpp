#include "quadrille/integrate/problem.hpp"

#include <algorithm>
#include <cmath>

#include "quadrille/text/error.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/setting.hpp"

namespace quadrille::integrate {
namespace {

void require_finite(double bound, std::string_view name) {
  if (!std::isfinite(bound))
    throw text::InputError(text::spoken(name, text::shortest(bound)) + " is no finite bound; give one");
}

}  // namespace

void require_interval(double from, double to) {
  require_finite(from, "from");
  require_finite(to, "to");
  const std::string bounds = text::spoken("from") + " and " + text::spoken("to");
  if (!std::isfinite(to - from)) {
    throw text::InputError(
        bounds +
        " are too far apart: their distance is beyond the range of a double; integrate in two parts");
  }
  // So that a part of it, 2^-53 at the least, has all of a double's digits.
  constexpr double shortest = 1e-290;
  if (from != to && std::fabs(to - from) < shortest) {
    throw text::InputError(bounds + " are too close together: parts of their distance, " +
                           text::shortest(std::fabs(to - from)) +
                           ", have few digits as doubles; integrate over a variable in another unit");
  }
}

void require_problem(const Problem& problem) {
  require_interval(problem.from, problem.to);
  const auto large =
      std::ranges::find_if(problem.sizes, [](std::uint64_t size) { return size >= text::largest_count; });
  if (large != problem.sizes.end())
    throw text::InputError(text::spoken("sizes", std::to_string(*large)) +
                           " is 2^53 or more points; give fewer");
  if (problem.repeats == 0)
    throw text::InputError(text::spoken("repeats", "0") + " are none; give at least 1");
  if (problem.seed >= text::largest_count)
    throw text::InputError(text::spoken("seed", std::to_string(problem.seed)) +
                           " is not below 2^53; give less");
}

}  // namespace quadrille::integrate
