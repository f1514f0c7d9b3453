// The size of work from which two processes beat one, start-up and all, by launching both.
#pragma once

#include <cstdint>
#include <string>

#include "quadrille/report/break_even.hpp"
#include "quadrille/scaling/break_even.hpp"
#include "speedup/timed.hpp"

namespace quadrille::apps {

/// An option of a program with its value, "draws" and "2000".
struct Setting {
  std::string name, value;
  bool is_none = false;  ///< no work at all, however many times

  std::string text() const { return "--" + name + '=' + value; }
};

/// What sets how much work a program does, for `times` the work that was asked for. The work of --samples N
/// grows with its square; of --sizes, each grows. Throws text::InputError for a list of more than a hundred
/// sizes.
Setting sized(const TimedProgram& timed, double times);

/// Launches the program alone and under `mpirun -np 2`, with more and less of the work that was asked for,
/// which takes so many `seconds` on one process, and not with so much that a launch takes long. Tells each
/// size on stderr unless `quiet`. A launch that fails, or takes more than a minute, ends it. To be called on
/// rank 0.
scaling::BreakEven measure_break_even(const TimedProgram& timed, std::uint64_t seed, double seconds,
                                      bool quiet);

/// The program with the option that makes it so many times the work of the timed, which must outlive it.
report::NamedWork named_work(const TimedProgram& timed);

}  // namespace quadrille::apps
