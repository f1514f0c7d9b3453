#include "quadrille/report/break_even.hpp"

#include <algorithm>
#include <cmath>

namespace quadrille::report {
namespace {

using scaling::BreakEven;
using scaling::Faster;
using scaling::Tried;

bool is_open(const Tried& tried) { return tried.faster == Faster::neither; }

/// ", from simulate --draws=1000 to simulate --draws=64000".
std::string range(const BreakEven& found, const NamedWork& work) {
  const auto [least, most] =
      std::ranges::minmax(found.tried, {}, [](const Tried& tried) { return tried.size; });
  if (least.size == most.size) return ", at " + work(least.size);
  return ", from " + work(least.size) + " to " + work(most.size);
}

Json number_of(Faster faster) {
  if (faster == Faster::neither) return nullptr;
  return faster == Faster::one ? 1 : 2;
}

}  // namespace

std::string sentence(const BreakEven& found, const NamedWork& work) {
  if (found.tried.empty()) return "Break-even: not found, for a launch failed.";
  const bool never = std::isinf(found.wins);
  if (found.loses == 0 && never)
    return "Break-even: 1 process and 2, launched by mpirun, are too near to each other to say" +
           range(found, work) + '.';
  const std::string two = "Break-even: 2 processes, launched by mpirun, are done sooner than 1 at ";
  const std::string told = std::ranges::any_of(found.tried, is_open) ? " where that could be said" : "";
  if (found.loses == 0) return two + "every size tried" + told + range(found, work) + '.';
  if (never) return two + "no size tried" + told + range(found, work) + '.';
  return "Break-even: 1 process is done sooner up to " + work(found.loses) +
         "; 2 processes, launched by mpirun, from " + work(found.wins) + " on.";
}

Json to_json(const BreakEven& found, const NamedWork& work) {
  Json tried = Json::array();
  for (const Tried& one : found.tried)
    tried.push_back({{"work", work(one.size)},
                     {"times", one.size},
                     {"races", one.races},
                     {"seconds_1", one.median.one},
                     {"seconds_2", one.median.two},
                     {"faster", number_of(one.faster)}});
  Json json = {
      {"loses", found.loses}, {"wins", found.wins}, {"sentence", sentence(found, work)}, {"tried", tried}};
  if (found.failure) json["error"] = *found.failure;
  return json;
}

}  // namespace quadrille::report
