#include "quadrille/scaling/break_even.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <boost/math/distributions/binomial.hpp>

#include "quadrille/scaling/bootstrap.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::scaling {
namespace {

constexpr double narrow_enough = 1.2;
constexpr double step = 4;
constexpr double most = 1e18;        // in case that more work takes no more time
constexpr double chance = 1.0 / 64;  // that the first six races have a winner who is no faster

bool is_decided(std::size_t won, std::size_t races) {
  const boost::math::binomial fair(static_cast<double>(races), 0.5);
  return won > 0 && cdf(complement(fair, static_cast<double>(won) - 1)) <= chance * (1 + 1e-9);
}

class Search {
 public:
  Search(const Launch& launch, const std::function<void(const Tried&)>& tell)
      : launch_(launch), tell_(tell) {}

  void run(const Range& range) {
    at(range.first);
    go_up(range);
    go_down(range);
    narrow();
  }

  BreakEven& found() { return found_; }

 private:
  const Tried& at(double size) {
    const Tried tried = race_at(size, launch_);
    tell_(tried);
    if (tried.faster == Faster::one) found_.loses = std::max(found_.loses, size);
    if (tried.faster == Faster::two) found_.wins = std::min(found_.wins, size);
    return found_.tried.emplace_back(tried);
  }

  void go_up(const Range& range) {
    while (std::isinf(found_.wins) && found_.tried.back().median.one <= range.longest / step &&
           found_.tried.back().size < most)
      at(step * found_.tried.back().size);
  }

  void go_down(const Range& range) {
    for (double size = range.first / step; found_.loses == 0 && size >= range.smallest; size /= step)
      at(size);
  }

  void narrow() {
    while (found_.loses > 0 && found_.wins / found_.loses > narrow_enough && std::isfinite(found_.wins)) {
      const auto open = std::ranges::find_if(found_.tried, [&](const Tried& tried) {
        return tried.faster == Faster::neither && found_.loses < tried.size && tried.size < found_.wins;
      });
      if (open == found_.tried.end()) {
        at(std::sqrt(found_.loses * found_.wins));
        continue;
      }
      const double size = open->size;
      if (at(std::sqrt(found_.loses * size)).faster != Faster::two) at(std::sqrt(size * found_.wins));
      return;
    }
  }

  const Launch& launch_;
  const std::function<void(const Tried&)>& tell_;
  BreakEven found_{.loses = 0, .wins = std::numeric_limits<double>::infinity(), .tried = {}};
};

}  // namespace

Tried race_at(double size, const Launch& launch) {
  std::vector<double> one, two;
  std::size_t one_won = 0, two_won = 0;
  Tried tried{.size = size};
  while (tried.races < most_races && tried.faster == Faster::neither) {
    const Race race = launch(size);
    one.push_back(race.one);
    two.push_back(race.two);
    if (race.one < race.two) ++one_won;
    if (race.two < race.one) ++two_won;
    if (++tried.races < fewest_races) continue;
    if (is_decided(one_won, tried.races)) tried.faster = Faster::one;
    if (is_decided(two_won, tried.races)) tried.faster = Faster::two;
  }
  tried.median = {median(one), median(two)};
  return tried;
}

BreakEven find_break_even(const Launch& launch, const Range& range,
                          const std::function<void(const Tried&)>& tell) {
  Search search(launch, tell);
  try {
    search.run(range);
  } catch (const text::RunError& error) {
    search.found().failure = error.what();
  }
  return search.found();
}

}  // namespace quadrille::scaling
