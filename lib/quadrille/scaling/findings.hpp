// What timings say: speedup, where it is lost, and how many processes are worth their while.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "quadrille/scaling/bootstrap.hpp"
#include "quadrille/scaling/laws.hpp"
#include "quadrille/scaling/repeats.hpp"

namespace quadrille::scaling {

/// The work that more processes are given.
enum class Work {
  same,  ///< strong scaling
  grows  ///< weak scaling: p processes do p times the work
};

/// Of all hosts; a processor is a hardware thread.
struct Processors {
  std::uint64_t usable = 1;         ///< that all the ranks may use
  std::uint64_t cores = 1;          ///< that those belong to
  std::uint64_t present = 1;        ///< in all
  std::optional<double> time = {};  ///< that quotas leave, in processors, where it is no whole number of them
};

/// The work of others on the job's processors while it was timed, in processors.
struct Others {
  double busy = 0;        ///< that they kept busy
  double in_the_way = 0;  ///< of these, more than the ranks left free
};

/// The place where a way ran.
struct Place {
  std::size_t hosts = 1;
  double ranks_per_processor = 1;  ///< usable ones, on the host where that is most; above 1 they are shared
};

/// The measurements. The first way is the serial one, of which there is no other; teams follow by size.
struct Measured {
  Work work = Work::same;
  std::vector<Way> ways;
  std::vector<Place> places;                 ///< of each way
  std::vector<std::vector<Timing>> timings;  ///< by way and repeat
  Processors processors = {};
  std::optional<Others> others = {};  ///< none where it is not known
  double launch = 0;                  ///< seconds from the launcher's start to readiness for work
};

/// One way to do the work. Seconds are medians over repeats.
struct Row {
  Way way;
  Place place;
  Estimate seconds;
  Estimate speedup;     ///< against serial; for growing work, p times the serial time over this time
  Estimate efficiency;  ///< speedup over processes
  std::optional<Estimate> serial_fraction;             ///< Karp and Flatt's, or Gustafson's; from 2 processes
  double kernels = 0, communication = 0, waiting = 0;  ///< mean over ranks; the three make up a run
  double imbalance = 1;                                ///< slowest over mean rank, in kernels
  std::vector<double> times;                           ///< seconds of each repeat
  std::size_t outliers = 0;                            ///< among them

  bool shares_processors() const { return place.ranks_per_processor > 1; }
};

/// The Universal Scalability Law, fitted.
struct FittedUsl {
  Usl law;  ///< of the medians
  Estimate contention, coherency;
};

struct Recommendation {
  std::size_t row = 0;             ///< the one recommended
  std::size_t fastest = 0;         ///< of those that do not share processors
  bool startup_outweighs = false;  ///< the launch takes longer than the fastest saves, or than all the work
};

struct Findings {
  Work work = Work::same;
  Processors processors = {};
  std::optional<Others> others = {};
  double launch = 0;
  std::size_t repeats = 0;
  std::vector<Row> rows;
  /// Amdahl's, or Gustafson's where the work grows; from the rows that do not share processors.
  std::optional<Estimate> serial_fraction;
  std::optional<FittedUsl> usl;  ///< from four teams on that do not share processors
  Recommendation recommendation;
  bool is_short = false;  ///< some way took less than `shortest_run`

  /// Returns the speedup by the law of `serial_fraction`. Requires that to be there.
  double fitted_speedup(double processes) const;
};

/// The shortest median that says much: below it the clock, the scheduler and a first touch of memory weigh as
/// much. (It is hyperfine's bound.)
inline constexpr double shortest_run = 5e-3;

/// Times the fastest: near enough to be recommended for its fewer processes.
inline constexpr double near_enough = 1.05;

Findings analyse(const Measured& measured);

}  // namespace quadrille::scaling
