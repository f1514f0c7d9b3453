// The size of work from which two processes beat one, start-up and all, by launching both.
#pragma once

#include <cstdint>
#include <string>

#include "job.hpp"
#include "report/json.hpp"
#include "scaling/break_even.hpp"

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
Setting sized(const Request& request, double times);

/// Launches the program alone and under `mpirun -np 2`, with more and less of the work that was asked for,
/// not with so much more that a launch takes long. Tells each size on stderr unless `quiet`. To be called on
/// rank 0. Throws text::RunError if a launch fails, or takes more than a minute.
scaling::BreakEven measure_break_even(const Request& request, std::uint64_t seed, bool quiet);

/// What was found, in a sentence.
std::string break_even_text(const Request& request, const scaling::BreakEven& found);

/// The sentence, both ends of the bracket in multiples of the work, and all that was tried.
report::Json to_json(const Request& request, const scaling::BreakEven& found);

}  // namespace quadrille::apps
