// The size of work from which two processes beat one.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace quadrille::scaling {

/// Seconds from start to end of one process and of two, one launched after the other.
struct Race {
  double one = 0;
  double two = 0;
};

/// Launches both with work of that size, in multiples of some unit. Throws text::RunError if it cannot.
using Launch = std::function<Race(double size)>;

enum class Faster { one, two, neither };

/// The outcome of races at one size. `faster` is who has won so many of `races` races that a coin would give
/// it that many or more once in 64 times or less; `neither` if 13 races did not decide it. Since this is
/// asked after each race from the sixth on, and of both sides, two that are equally fast are told apart in
/// 5.2 % of cases.
struct Tried {
  double size = 1;
  std::size_t races = 0;
  Race median = {};
  Faster faster = Faster::neither;
};

/// At `loses` one process is faster (0: at no size tried), at `wins` two are (infinity: at no size tried).
struct BreakEven {
  double loses = 0;
  double wins = 0;
  std::vector<Tried> tried;                 ///< in that order
  std::optional<std::string> failure = {};  ///< why a launch failed, after which no more was tried
};

inline constexpr std::size_t fewest_races = 6;
inline constexpr std::size_t most_races = 13;

/// Returns the outcome of races at one size: at least six, and more until it is decided.
Tried race_at(double size, const Launch& launch);

/// Sizes of work to try.
struct Range {
  double first = 1;
  double smallest = 1.0 / 1024;
  double longest = 10;  ///< seconds on one process: no size follows one that takes a quarter of it
};

/// Returns the bracket. Goes from the first size to a quarter or to four times as much, until it has one size
/// of each kind, then narrows the bracket in its ratio until it is at most 1.2, or its middle too near to
/// say. No size is above 4e18. Calls `tell` for each size. A launch that fails ends it.
BreakEven find_break_even(const Launch& launch, const Range& range,
                          const std::function<void(const Tried&)>& tell);

}  // namespace quadrille::scaling
