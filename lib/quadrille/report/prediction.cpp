#include "quadrille/report/prediction.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "quadrille/report/table.hpp"

namespace quadrille::report {
namespace {

using scaling::Chain;
using scaling::Forecast;
using scaling::Prediction;

constexpr std::array<std::pair<const char*, double Chain::*>, 5> parts = {{{"plan", &Chain::plan},
                                                                           {"scatter", &Chain::scatter},
                                                                           {"kernels", &Chain::kernels},
                                                                           {"gather", &Chain::gather},
                                                                           {"finish", &Chain::finish}}};

std::string processes(const Prediction& row) {
  return row.processes == 1 ? "serial" : std::to_string(row.processes);
}

std::string seconds(double value) {
  if (value < 1e-3) return digits(1e6 * value, 2) + " us";
  if (value < 1) return digits(1e3 * value, 3) + " ms";
  return digits(value, 3) + " s";
}

std::string bandwidth(double value) {
  return value < 1e9 ? digits(1e-6 * value, 3) + " MB/s" : digits(1e-9 * value, 3) + " GB/s";
}

std::string measured(const Forecast& forecast) {
  const scaling::Costs& costs = forecast.costs;
  std::string text = "Measured here, on " + forecast.work + ": the cost of items";
  text += forecast.spread ? " to within " + digits(100 * *forecast.spread, 2) + " %" : "";
  if (forecast.busy > 1)
    text += " (" + digits(costs.busy / costs.alone, 3) + " times as much with " +
            std::to_string(forecast.busy) + " processes at work as with one)";
  return text + "; to send a message, " + seconds(costs.message) + "; to merge a result, " +
         digits(1e9 * costs.take_over, 2) + " ns a byte.";
}

std::string assumed(const Forecast& forecast) {
  return "Assumed: a latency of " + seconds(forecast.network.latency) + " and " +
         bandwidth(forecast.network.bandwidth) +
         " between any two processes, no two messages on one link, a processor like those here for "
         "each; start-up, here " +
         seconds(forecast.launch) + ", apart.";
}

/// The part of the longest chain, kernels apart, that takes longest.
std::string greatest_loss(const Forecast& forecast) {
  const Prediction& row = forecast.rows.back();
  const auto* greatest = &parts.front();
  for (const auto& part : parts)
    if (part.second != &Chain::kernels && row.chain.*part.second > row.chain.*greatest->second)
      greatest = &part;
  const double beyond = row.chain.total() - row.mean;
  if (row.waiting() > row.chain.*greatest->second)
    return "On " + processes(row) + " processes " + seconds(row.waiting()) + " of the " + seconds(beyond) +
           " beyond the kernels go by because shares of whole blocks are uneven.";
  return "On " + processes(row) + " processes the largest part of the " + seconds(beyond) +
         " beyond the kernels is the " + greatest->first + " (" + seconds(row.chain.*greatest->second) + ").";
}

/// Of rows that promise more than one process's work of each process, "" if there are none.
std::string more_than_possible(const Forecast& forecast) {
  constexpr double shown = 1.0005;  // less is not seen in a table
  const auto row =
      std::ranges::find_if(forecast.rows, [](const Prediction& each) { return each.efficiency() > shown; });
  if (row == forecast.rows.end()) return "";
  const double less = 1 - forecast.costs.busy / forecast.costs.alone;
  std::string text = "A speedup of " + digits(row->speedup, 3) + " on " + processes(*row) +
                     " processes is more than there are, since items took " + digits(100 * less, 2) +
                     " % less with " + std::to_string(forecast.busy) + " processes at work than with one: ";
  if (!forecast.spread) return text + "with so few repeats that may be chance.";
  if (less <= *forecast.spread) return text + "no more than the spread of these timings.";
  return text +
         "more than the spread of the former, so their shares fit into a cache, or something else slowed the "
         "one process down.";
}

}  // namespace

std::string table(const Forecast& forecast) {
  std::vector<std::string> header = {"processes", "seconds", "speedup", "efficiency", "imbalance"};
  for (const auto& [name, part] : parts) header.emplace_back(name);
  Table rows(Table::First::right, header);
  for (const Prediction& row : forecast.rows) {
    std::vector<std::string> cells = {processes(row), digits(row.chain.total(), 4), digits(row.speedup, 4),
                                      digits(row.efficiency(), 3), digits(row.imbalance(), 4)};
    for (const auto& [name, part] : parts) cells.push_back(digits(row.chain.*part, 3));
    rows.add(cells);
  }
  std::string text = rows.text() + '\n';
  for (const std::string& sentence : sentences(forecast)) text += sentence + '\n';
  return text;
}

std::vector<std::string> sentences(const Forecast& forecast) {
  std::vector<std::string> text = {"Predicted, not measured."};
  if (std::string doubt = more_than_possible(forecast); !doubt.empty()) text.push_back(std::move(doubt));
  if (forecast.rows.size() > 1) text.push_back(greatest_loss(forecast));
  text.push_back(measured(forecast));
  text.push_back(assumed(forecast));
  return text;
}

std::string csv(const Forecast& forecast) {
  std::vector<std::string> header = {"processes", "seconds", "speedup",       "efficiency",
                                     "imbalance", "kernels", "communication", "waiting"};
  for (const auto& [name, part] : parts) header.push_back(std::string("chain_") + name);
  std::string text = csv_line(header);
  for (const Prediction& row : forecast.rows) {
    std::vector<std::string> cells = {processes(row)};
    for (const double value : {row.chain.total(), row.speedup, row.efficiency(), row.imbalance(), row.mean,
                               row.communication(), row.waiting()})
      cells.push_back(csv_number(value));
    for (const auto& [name, part] : parts) cells.push_back(csv_number(row.chain.*part));
    text += csv_line(cells);
  }
  return text;
}

Json to_json(const Forecast& forecast) {
  const scaling::Costs& costs = forecast.costs;
  Json rows = Json::array();
  for (const Prediction& row : forecast.rows) {
    Json chain = Json::object();
    for (const auto& [name, part] : parts) chain[name] = row.chain.*part;
    rows.push_back({{"processes", row.processes},
                    {"path", row.processes == 1 ? "serial" : "team"},
                    {"seconds", row.chain.total()},
                    {"speedup", row.speedup},
                    {"efficiency", row.efficiency()},
                    {"imbalance", row.imbalance()},
                    {"kernels", row.mean},
                    {"communication", row.communication()},
                    {"waiting", row.waiting()},
                    {"chain", chain}});
  }
  return {{"latency", forecast.network.latency},
          {"bandwidth", forecast.network.bandwidth},
          {"calibration",
           {{"work", forecast.work},
            {"busy_processes", forecast.busy},
            {"spread", or_null(forecast.spread)},
            {"launch", forecast.launch},
            {"busy_over_alone", costs.busy / costs.alone},
            {"seconds_per_message", costs.message},
            {"take_over_per_byte", costs.take_over},
            {"finish_per_byte", costs.finish}}},
          {"sentences", sentences(forecast)},
          {"rows", rows}};
}

}  // namespace quadrille::report
