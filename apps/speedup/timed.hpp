// The program whose work is timed.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "quadrille/options/parser.hpp"
#include "quadrille/workload/workload.hpp"

namespace quadrille::apps {

/// By name, with its own options.
struct TimedProgram {
  std::string name;  ///< "integrate" or "simulate"
  options::Values values;
};

/// What `integrate` or `simulate` understands. Throws text::InputError for another name.
options::Parser parser_of(const options::Value& program);

/// The work that the options ask for, `times` over: more repeats of every size, more draws. Throws
/// text::InputError.
std::unique_ptr<workload::Workload> make_workload(const TimedProgram& timed, std::uint64_t seed,
                                                  std::uint64_t times);

/// The work in the words of a command line.
std::string command_of(const TimedProgram& timed, std::uint64_t seed);

}  // namespace quadrille::apps
