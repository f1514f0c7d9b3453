#include "quadrille/integrate/quadrature.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <queue>
#include <vector>

#include <boost/math/quadrature/gauss_kronrod.hpp>

namespace quadrille::integrate {
namespace {

using Kronrod = boost::math::quadrature::gauss_kronrod<double, 61>;
using Gauss = boost::math::quadrature::gauss<double, 30>;

constexpr double wanted_error = 1e-14;   // relative to the integral of |f|
constexpr double accepted_error = 1e-9;  // likewise
constexpr double narrow = 0x1p-48;       // of the interval: at a point
constexpr double most_at_points = 1e-3;  // of the integral of |f|

// Many pieces to begin with: what lies between the nodes of one is never seen. A peak that matters is at an
// end or at 0 more often than elsewhere.
constexpr int most_first_pieces = 4096;
constexpr int least_first_pieces = 64;
constexpr double part_for_first_pieces = 0.125;  // of the effort
constexpr int steps_to_ends = 32;                // each half as long as the one before
constexpr std::size_t most_pieces = 30'000;

constexpr std::size_t nodes = 61;
constexpr std::size_t padded_nodes = 64;  // whole lanes
constexpr double nanoseconds_between_pauses = 1e6;

constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

struct Piece {
  double low = 0, high = 0;
  double value = 0, error = 0, absolute = 0;  // `absolute`: the integral of |f|
  std::size_t left = none, right = none;      // its neighbours

  double length() const { return high - low; }
  double middle() const { return low + length() / 2; }
  bool is_shortest() const { return middle() <= low || middle() >= high; }
};

/// A sum that keeps what rounding takes (Neumaier, ZAMM 54, 1974).
class Sum {
 public:
  void add(double x) {
    const double sum = sum_ + x;
    rest_ += std::fabs(sum_) >= std::fabs(x) ? (sum_ - sum) + x : (x - sum) + sum_;
    sum_ = sum;
  }
  double value() const { return std::isfinite(rest_) ? sum_ + rest_ : sum_; }

 private:
  double sum_ = 0, rest_ = 0;
};

/// The interval in pieces, of which some become two.
class Pieces {
 public:
  Pieces(const Integrand& f, double low, double high, const Effort& effort)
      : f_(f), low_(low), high_(high), narrow_(narrow * (high - low)), effort_(effort) {}

  void begin(const std::vector<double>& edges) {
    for (std::size_t i = 0; i + 1 < edges.size(); ++i) {
      Piece piece = piece_of(edges[i], edges[i + 1]);
      piece.left = i == 0 ? none : i - 1;
      piece.right = i + 2 == edges.size() ? none : i + 1;
      all_.push_back(piece);
      enter(i);
    }
  }

  void refine() {
    while (error_ > wanted_error * absolute_ && !waiting_.empty() && all_.size() < most_pieces &&
           spent() < effort_.most && !is_hopeless()) {
      const auto [error, worst] = waiting_.top();
      waiting_.pop();
      if (error != all_[worst].error) continue;  // halved since then
      if (all_[worst].is_shortest())
        stuck_ += error;
      else
        halve_with_neighbours(worst);
    }
  }

  std::optional<Quadrature> result() const {
    Sum value, error, absolute;
    for (const Piece& piece : all_) {
      value.add(piece.value);
      error.add(piece.error);
      absolute.add(piece.absolute);
    }
    if (absolute.value() == 0) return Quadrature{0, 0, points_};
    if (!std::isfinite(absolute.value()) || is_hopeless()) return std::nullopt;
    if (!(error.value() <= accepted_error * absolute.value())) return std::nullopt;
    return Quadrature{value.value(), absolute.value(), points_};
  }

 private:
  /// A pole that cannot be integrated: however near the pieces come, as much is left.
  bool is_hopeless() const {
    return stuck_ > accepted_error * absolute_ || at_points_ > most_at_points * absolute_;
  }

  double spent() const { return static_cast<double>(points_) * effort_.cost; }

  /// The rule on one piece.
  Piece piece_of(double low, double high) {
    const double middle = 0.5 * low + 0.5 * high, half = 0.5 * (high - low);
    const auto& x = Kronrod::abscissa();
    at_[0] = middle;
    for (std::size_t i = 1; i < x.size(); ++i) {
      at_[2 * i - 1] = middle + half * x[i];
      at_[2 * i] = middle - half * x[i];
    }
    std::fill(at_.begin() + nodes, at_.end(), middle);
    Piece piece = weighed(low, high);
    if (!reaches_an_end()) return piece;
    // A node that is rounded to an end of the interval finds the pole or the jump there, and not what is
    // beside it. How much that matters is all that can be known of so short a piece.
    const double with_end = piece.value;
    const double first = std::nextafter(low_, high_), last = std::nextafter(high_, low_);
    if (first <= last)
      for (double& place : at_) place = std::clamp(place, first, last);
    piece = weighed(low, high);
    const double apart = std::fabs(piece.value - with_end);
    piece.error = std::max(piece.error, std::isfinite(apart) ? apart : piece.absolute);
    return piece;
  }

  bool reaches_an_end() const {
    const auto [least, most] = std::minmax_element(at_.begin(), at_.end());
    return *least <= low_ || high_ <= *most;
  }

  /// What the nodes in `at_` say of a piece; sums in Boost's order.
  Piece weighed(double low, double high) {
    Piece piece{.low = low, .high = high};
    const double half = 0.5 * (high - low);
    const auto& weights = Kronrod::weights();
    const auto& gauss_weights = Gauss::weights();
    f_(at_, value_);
    count_points();
    double kronrod = value_[0] * weights[0], gauss = 0, absolute = std::fabs(kronrod);
    const auto add = [&](std::size_t i) {
      kronrod += (value_[2 * i - 1] + value_[2 * i]) * weights[i];
      absolute += (std::fabs(value_[2 * i - 1]) + std::fabs(value_[2 * i])) * weights[i];
    };
    for (std::size_t i = 1; i < weights.size(); i += 2) {
      add(i);
      gauss += (value_[2 * i - 1] + value_[2 * i]) * gauss_weights[i / 2];
    }
    for (std::size_t i = 2; i < weights.size(); i += 2) add(i);
    const double rounding = 2 * std::numeric_limits<double>::epsilon() * std::fabs(kronrod);
    piece.value = half * kronrod;
    piece.error = half * std::max(std::fabs(kronrod - gauss), rounding);
    piece.absolute = half * absolute;
    return piece;
  }

  void count_points() {
    points_ += nodes;
    const double cost = static_cast<double>(padded_nodes) * effort_.cost;
    if ((since_pause_ += cost) < nanoseconds_between_pauses || !effort_.pause) return;
    since_pause_ = 0;
    effort_.pause();
  }

  void enter(std::size_t index) {
    error_ += all_[index].error;
    absolute_ += all_[index].absolute;
    if (all_[index].length() <= narrow_) at_points_ += all_[index].absolute;
    waiting_.emplace(all_[index].error, index);
  }

  /// The left half takes its place, the right half comes last.
  void halve(std::size_t index) {
    const Piece whole = all_[index];
    Piece left = piece_of(whole.low, whole.middle()), right = piece_of(whole.middle(), whole.high);
    const std::size_t added = all_.size();
    left.left = whole.left;
    left.right = added;
    right.left = index;
    right.right = whole.right;
    if (whole.right != none) all_[whole.right].left = added;
    error_ -= whole.error;
    absolute_ -= whole.absolute;
    if (whole.length() <= narrow_) at_points_ -= whole.absolute;
    all_[index] = left;
    all_.push_back(right);
    enter(index);
    enter(added);
  }

  /// What is beside something that was not seen at first may not have been seen either: until they are
  /// shorter than it was, its neighbours are halved, too.
  void halve_with_neighbours(std::size_t index) {
    const double length = all_[index].length();
    halve(index);
    const auto is_long = [&](std::size_t at) {
      return at != none && all_[at].length() >= length && !all_[at].is_shortest();
    };
    while (is_long(all_[index].left)) halve(all_[index].left);
    const std::size_t right_half = all_[index].right;
    while (is_long(all_[right_half].right)) halve(all_[right_half].right);
  }

  const Integrand& f_;
  double low_, high_;  // the interval
  double narrow_;
  const Effort& effort_;
  std::vector<Piece> all_;
  std::priority_queue<std::pair<double, std::size_t>> waiting_;  // by error
  double error_ = 0, absolute_ = 0;                              // of all, about
  double stuck_ = 0;                                             // of the error: where nothing can be halved
  double at_points_ = 0;                                         // of `absolute_`: of narrow pieces
  std::uint64_t points_ = 0;
  double since_pause_ = 0;
  alignas(64) std::array<double, padded_nodes> at_{};
  alignas(64) std::array<double, padded_nodes> value_{};
};

/// Of the first pieces, in order.
std::vector<double> first_edges(double low, double high, const Effort& effort) {
  int pieces = most_first_pieces;
  while (pieces > least_first_pieces &&
         pieces * static_cast<double>(nodes) * effort.cost > part_for_first_pieces * effort.most)
    pieces /= 2;
  std::vector<double> edges = {low, high};
  const double length = high - low;
  const auto add = [&](double x) {
    if (low < x && x < high) edges.push_back(x);
  };
  for (int k = 1; k < pieces; ++k) add(low + length * (static_cast<double>(k) / pieces));
  add(0);
  double step = length / pieces;
  for (int k = 0; k < steps_to_ends; ++k) {
    step /= 2;
    add(low + step);
    add(high - step);
    add(step);
    add(-step);
  }
  std::ranges::sort(edges);
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  return edges;
}

}  // namespace

std::optional<Quadrature> quadrature(const Integrand& f, double low, double high, const Effort& effort) {
  Pieces pieces(f, low, high, effort);
  pieces.begin(first_edges(low, high, effort));
  pieces.refine();
  return pieces.result();
}

}  // namespace quadrille::integrate
