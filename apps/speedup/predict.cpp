#include "speedup/predict.hpp"

#include <array>
#include <set>
#include <string>
#include <vector>

#include <boost/serialization/vector.hpp>

#include "quadrille/options/quantity.hpp"
#include "quadrille/scaling/findings.hpp"
#include "quadrille/scaling/prediction.hpp"
#include "quadrille/system/clock.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/text/archive.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/work/layout.hpp"
#include "quadrille/work/plan.hpp"
#include "quadrille/workload/best_seconds.hpp"
#include "speedup/break_even.hpp"

namespace quadrille::apps {
namespace {

constexpr double long_enough = 0.5;  // seconds of work on one process
constexpr int messages = 1000;
constexpr double supposed_message = 1e-6;  // seconds

std::set<std::uint64_t> sizes_of(const options::Value& list) {
  std::set<std::uint64_t> sizes;
  for (const std::uint64_t size : text::parse_counts(list.text, list.where)) {
    if (size < 2 || size > scaling::most_ranks)
      throw text::InputError(list.where + ": " + std::to_string(size) + " cannot be predicted; write 2 to " +
                             std::to_string(scaling::most_ranks) + " processes");
    sizes.insert(size);
  }
  return sizes;
}

/// Fewer repeats where there are enough of them, and where not, smaller sizes.
TimedProgram less_of(const TimedProgram& asked, double factor) {
  TimedProgram less = asked;
  if (asked.name == "integrate") {
    const auto& repeats = asked.values.at("repeats");
    const auto count = static_cast<double>(text::parse_count(repeats.text, repeats.where));
    if (count * factor >= 1) {
      less.values.given["repeats"] = {std::to_string(static_cast<std::uint64_t>(count * factor)),
                                      repeats.where};
      return less;
    }
    less.values.given["repeats"] = {"1", repeats.where};
    factor *= count;
  }
  const Setting setting = sized(asked, factor);
  less.values.given[setting.name] = {setting.value, "--" + setting.name};
  return less;
}

double seconds_per_share(const work::Layout& layout, std::uint64_t ranks) {
  const double start = system::seconds_now();
  const auto shares = work::even_shares(layout, static_cast<int>(ranks));
  return (system::seconds_now() - start) / static_cast<double>(shares.size());
}

/// To pack and to unpack it, the mean of both.
double seconds_per_dealt_share() {
  constexpr std::size_t shares = 10'000;
  const std::vector<work::Share> some(shares);
  return workload::best_seconds([&] { (void)text::unpack<std::vector<work::Share>>(text::pack(some)); }) /
         (2 * shares);
}

}  // namespace

std::optional<Question> question_of(const options::Values& values, options::Schedule schedule) {
  const auto* list = values.find("predict");
  if (list == nullptr) {
    for (const char* name : {"latency", "bandwidth"})
      if (values.has(name))
        throw text::InputError(values.at(name).where +
                               " belongs to --predict; give it a list such as --predict 1024,65536");
    return std::nullopt;
  }
  for (const char* name : {"weak", "break-even", "plot"})
    if (values.has(name))
      throw text::InputError("--predict and " + values.at(name).where +
                             " exclude each other: give one of them");
  if (schedule == options::Schedule::dynamic)
    throw text::InputError("--predict knows static shares only; leave out --schedule dynamic");
  const auto sizes = sizes_of(*list);
  const auto& latency = values.at("latency");
  const auto& bandwidth = values.at("bandwidth");
  return Question{{sizes.begin(), sizes.end()},
                  {options::parse_latency(latency.text, latency.where),
                   options::parse_bandwidth(bandwidth.text, bandwidth.where)}};
}

TimedProgram calibration_of(team::Team& team, const TimedProgram& asked, std::uint64_t seed) {
  const double less = team.from_rank_0([&] {
    const auto all = make_workload(asked, seed, 1);
    const double seconds = all->next()->seconds_per_cost() * all->cost();
    return long_enough / std::max(long_enough, seconds);
  });
  return less < 1 ? less_of(asked, less) : asked;
}

double seconds_per_message(team::Team& team) {
  const int last = team.size() - 1;
  if (last == 0) return supposed_message;
  std::array<char, sizeof(work::Share)> message{};
  team.barrier();
  const double start = system::seconds_now();
  for (int i = 0; i < messages; ++i) {
    if (team.rank() == 0) team.send(last, message);
    if (team.rank() == last) team.receive(0, message);
  }
  const double seconds = (system::seconds_now() - start) / messages;
  team.barrier();
  return seconds;
}

scaling::Forecast forecast(const Question& question, const TimedProgram& asked,
                           const TimedProgram& calibration, std::uint64_t seed,
                           const scaling::Findings& measured, double seconds_per_message) {
  const auto part = make_workload(calibration, seed, 1), whole = make_workload(asked, seed, 1);
  const auto step = part->next();  // every workload has one, so far
  const work::Layout layout = whole->next()->layout();
  const workload::Step::Handling handling = step->handling();
  scaling::Forecast found{.work = command_of(calibration, seed),
                          .costs = {},
                          .launch = measured.launch,
                          .network = question.network,
                          .rows = {}};
  const scaling::Row* busiest = &measured.rows.front();
  for (const scaling::Row& row : measured.rows)
    if (!row.shares_processors()) busiest = &row;
  const double cost = std::max(part->cost(), 1.0);
  if (const auto& interval = busiest->seconds.interval)
    found.spread =
        std::max(interval->high / busiest->seconds.value - 1, 1 - interval->low / busiest->seconds.value);
  found.busy = static_cast<std::uint64_t>(busiest->way.processes);
  found.costs = {.alone = measured.rows.front().kernels / cost,
                 .busy = busiest->kernels * busiest->way.processes / cost,
                 .plan = seconds_per_share(layout, question.processes.back()),
                 .deal = seconds_per_dealt_share(),
                 .finish = handling.finish,
                 .take_over = handling.take_over,
                 .message = seconds_per_message,
                 .weight = handling.sizes};
  found.rows.push_back(scaling::predict(layout, 1, found.costs, question.network));
  for (const std::uint64_t processes : question.processes)
    found.rows.push_back(scaling::predict(layout, processes, found.costs, question.network));
  return found;
}

}  // namespace quadrille::apps
