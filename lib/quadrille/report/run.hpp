// How a result came about: what may differ from run to run.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "quadrille/report/json.hpp"

namespace quadrille::report {

struct Seconds {
  double startup = 0;  ///< process start to ready
  double compute = 0;  ///< the slowest rank's time in kernels
  double gather = 0;
  double total = 0;  ///< process start to here
};

/// The same work on one rank and on all.
struct Comparison {
  double serial = 0, parallel = 0;  ///< seconds from plan to folded result, start-up apart
  std::uint64_t processors = 1;     ///< that this job may use, on all its hosts
  double launch = 0;                ///< seconds from the launcher's start to readiness for work
};

struct Run {
  std::uint64_t processes = 1;
  std::vector<std::string> hosts;
  std::string schedule;
  std::string target;  ///< instruction set of the kernels
  Seconds seconds;
  std::vector<std::pair<std::string, std::string>> versions;
  std::optional<Comparison> comparison;
  Json further = Json::object();  ///< members that a program adds
};

Json to_json(const Run& run);

/// Returns both times, their ratio, and a plain sentence on whether the further processes paid.
std::string comparison_text(const Run& run);

}  // namespace quadrille::report
