#include "integrate/reference.hpp"

#include <algorithm>
#include <cmath>
#include <queue>
#include <vector>

#include <boost/math/quadrature/gauss_kronrod.hpp>

namespace quadrille::integrate {
namespace {

constexpr double wanted_error = 1e-14;   // relative to the integral of |f|
constexpr double accepted_error = 1e-9;  // likewise
constexpr double narrow = 0x1p-48;       // of the interval: at a point
constexpr double most_at_points = 1e-3;  // of the integral of |f|
constexpr int first_pieces = 64;
constexpr int most_pieces = 10'000;

struct Piece {
  double low = 0, high = 0;
  double value = 0, error = 0, absolute = 0;  // `absolute`: the integral of |f|

  bool operator<(const Piece& other) const { return error < other.error; }
};

Piece quadrature(const Integrand& f, double low, double high) {
  const auto at = [&](double x) {
    double y = 0;
    f({&x, 1}, {&y, 1});
    return y;
  };
  Piece piece;
  piece.low = low;
  piece.high = high;
  piece.value = boost::math::quadrature::gauss_kronrod<double, 61>::integrate(at, low, high, 0, 0.0,
                                                                              &piece.error, &piece.absolute);
  // Boost 1.74 gives the error of the integral over [-1, 1] from which it scales the value.
  piece.error *= (high - low) / 2;
  return piece;
}

/// Halves the worst piece until the sum is good enough, as QUADPACK's QAG does (Piessens et al., 1983).
/// Boost's own recursion compares errors of different scales (see above), and does not end at a jump.
std::optional<double> adaptive(const Integrand& f, double low, double high) {
  std::priority_queue<Piece> pieces;
  Piece total;
  // Many pieces to begin with: a narrow peak between the nodes of one would never be seen.
  for (int i = 0; i < first_pieces; ++i) {
    const auto edge = [&](int k) { return k == first_pieces ? high : low + (high - low) * k / first_pieces; };
    const Piece piece = quadrature(f, edge(i), edge(i + 1));
    total.error += piece.error;
    total.absolute += piece.absolute;
    pieces.push(piece);
  }
  while (total.error > wanted_error * total.absolute && pieces.size() < most_pieces) {
    const Piece worst = pieces.top();
    const double middle = worst.low + (worst.high - worst.low) / 2;
    if (middle <= worst.low || middle >= worst.high) break;
    pieces.pop();
    for (const Piece& half : {quadrature(f, worst.low, middle), quadrature(f, middle, worst.high)}) {
      total.error += half.error;
      total.absolute += half.absolute;
      pieces.push(half);
    }
    total.error -= worst.error;
    total.absolute -= worst.absolute;
  }
  if (!std::isfinite(total.absolute)) return std::nullopt;
  // Summed anew, from the smallest error on: what was added and subtracted above has rounded.
  std::vector<Piece> all;
  for (; !pieces.empty(); pieces.pop()) all.push_back(pieces.top());
  Piece sum;
  double at_points = 0;
  for (auto piece = all.rbegin(); piece != all.rend(); ++piece) {
    sum.value += piece->value;
    sum.error += piece->error;
    sum.absolute += piece->absolute;
    if (piece->high - piece->low <= narrow * (high - low)) at_points += piece->absolute;
  }
  // All zero: nothing was seen, which does not say that there is nothing.
  if (sum.absolute == 0) return std::nullopt;
  // A pole that cannot be integrated: however near the pieces come, as much is left.
  if (at_points > most_at_points * sum.absolute) return std::nullopt;
  if (!std::isfinite(sum.value) || !(sum.error <= accepted_error * sum.absolute)) return std::nullopt;
  return sum.value;
}

}  // namespace

std::optional<Reference> find_reference(const Problem& problem, const Integrand& f) {
  if (problem.exact) return Reference{*problem.exact, "--exact"};
  if (problem.from == problem.to) return Reference{0.0, "an empty interval"};
  const auto value = adaptive(f, std::min(problem.from, problem.to), std::max(problem.from, problem.to));
  if (!value) return std::nullopt;
  return Reference{problem.from > problem.to ? -*value : *value, "adaptive Gauss-Kronrod quadrature"};
}

}  // namespace quadrille::integrate
