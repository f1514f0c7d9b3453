#include "quadrille/report/scaling.hpp"

#include <algorithm>
#include <optional>

#include "quadrille/report/table.hpp"
#include "quadrille/scaling/bootstrap.hpp"
#include "quadrille/scaling/repeats.hpp"

namespace quadrille::report {
namespace {

using scaling::Estimate;
using scaling::Findings;
using scaling::Path;
using scaling::Row;

std::string processes(const Row& row) {
  return row.way.path == Path::serial ? "serial" : std::to_string(row.way.processes);
}

std::optional<double> low(const Estimate& estimate) {
  return estimate.interval ? std::optional(estimate.interval->low) : std::nullopt;
}

std::optional<double> high(const Estimate& estimate) {
  return estimate.interval ? std::optional(estimate.interval->high) : std::nullopt;
}

/// "0.0648 .. 0.0661".
std::string interval(const Estimate& estimate, int significant) {
  if (!estimate.interval) return "-";
  return digits(low(estimate), significant) + " .. " + digits(high(estimate), significant);
}

void add(Json& json, const std::string& name, const Estimate& estimate) {
  json[name] = estimate.value;
  json[name + "_low"] = or_null(low(estimate));
  json[name + "_high"] = or_null(high(estimate));
}

/// Value and interval, empty where there is none.
void add_cells(std::vector<std::string>& cells, const std::optional<Estimate>& estimate) {
  cells.push_back(csv_number(estimate ? std::optional(estimate->value) : std::nullopt));
  cells.push_back(csv_number(estimate ? low(*estimate) : std::nullopt));
  cells.push_back(csv_number(estimate ? high(*estimate) : std::nullopt));
}

Json row_to_json(const Row& row) {
  Json json = {{"processes", row.way.processes},
               {"path", row.way.path == Path::serial ? "serial" : "team"},
               {"hosts", row.place.hosts}};
  add(json, "seconds", row.seconds);
  add(json, "speedup", row.speedup);
  add(json, "efficiency", row.efficiency);
  if (row.serial_fraction) add(json, "serial_fraction", *row.serial_fraction);
  json["imbalance"] = row.imbalance;
  json["kernels"] = row.kernels;
  json["communication"] = row.communication;
  json["waiting"] = row.waiting;
  json["ranks_per_processor"] = row.place.ranks_per_processor;
  json["shares_processors"] = row.shares_processors();
  json["outliers"] = row.outliers;
  json["times"] = row.times;
  return json;
}

/// y(p) for p from 1 to the largest team, in steps that make it smooth.
template <class Function>
Curve curve(const std::string& title, Mark mark, double largest, const Function& y) {
  constexpr int steps = 100;
  Curve line{title, mark, {}};
  for (int step = 0; step <= steps; ++step) {
    const double p = 1 + (largest - 1) * step / steps;
    line.points.emplace_back(p, y(p));
  }
  return line;
}

}  // namespace

std::string table(const Findings& findings) {
  const bool several_hosts = findings.rows.back().place.hosts > 1;
  std::vector<std::string> header = {"processes"};
  if (several_hosts) header.emplace_back("hosts");
  header.insert(header.end(), {"seconds", "95 % interval", "speedup", "efficiency", "serial part",
                               "imbalance", "kernels", "communication", "waiting"});
  Table rows(Table::First::right, header);
  for (const Row& row : findings.rows) {
    std::vector<std::string> cells = {processes(row)};
    if (several_hosts) cells.push_back(std::to_string(row.place.hosts));
    const auto part = row.serial_fraction ? std::optional(row.serial_fraction->value) : std::nullopt;
    cells.insert(cells.end(),
                 {digits(row.seconds.value, 3), interval(row.seconds, 3), digits(row.speedup.value, 3),
                  digits(row.efficiency.value, 3), digits(part, 2), digits(row.imbalance, 3),
                  digits(row.kernels, 3), digits(row.communication, 2), digits(row.waiting, 2)});
    rows.add(cells);
  }
  std::string text = rows.text() + '\n';
  for (const std::string& sentence : sentences(findings)) text += sentence + '\n';
  return text;
}

std::string csv(const Findings& findings) {
  std::vector<std::string> header = {"processes", "hosts", "ranks_per_processor"};
  for (const std::string name : {"seconds", "speedup", "efficiency", "serial_fraction"})
    header.insert(header.end(), {name, name + "_low", name + "_high"});
  header.insert(header.end(), {"imbalance", "kernels", "communication", "waiting", "outliers"});
  std::string text = csv_line(header);
  for (const Row& row : findings.rows) {
    std::vector<std::string> cells = {processes(row), std::to_string(row.place.hosts),
                                      csv_number(row.place.ranks_per_processor)};
    for (const auto& estimate : {std::optional(row.seconds), std::optional(row.speedup),
                                 std::optional(row.efficiency), row.serial_fraction})
      add_cells(cells, estimate);
    for (const double value : {row.imbalance, row.kernels, row.communication, row.waiting})
      cells.push_back(csv_number(value));
    cells.push_back(std::to_string(row.outliers));
    text += csv_line(cells);
  }
  return text;
}

std::vector<Plot> plots(const Findings& findings) {
  const double largest = findings.rows.back().way.processes;
  Curve speedup{"measured", Mark::points, {}}, efficiency = speedup;
  for (const Row& row : findings.rows) {
    if (row.way.path == Path::serial) continue;
    speedup.points.emplace_back(row.way.processes, row.speedup.value);
    efficiency.points.emplace_back(row.way.processes, row.efficiency.value);
  }
  Plot left{"Speedup", "processes", "speedup", Axes::linear, {}};
  Plot right{"Efficiency", "processes", "speedup / processes", Axes::linear, {}};
  left.curves.push_back(curve("ideal", Mark::dashes, largest, [](double p) { return p; }));
  right.curves.push_back(curve("ideal", Mark::dashes, largest, [](double) { return 1.0; }));
  if (findings.serial_fraction) {
    const std::string law = findings.work == scaling::Work::grows ? "Gustafson" : "Amdahl";
    const auto fitted = [&](double p) { return findings.fitted_speedup(p); };
    left.curves.push_back(curve(law, Mark::line, largest, fitted));
    right.curves.push_back(curve(law, Mark::line, largest, [&](double p) { return fitted(p) / p; }));
  }
  if (findings.usl) {
    const auto universal = [&](double p) { return findings.usl->law.speedup(p); };
    left.curves.push_back(curve("Universal Scalability", Mark::line, largest, universal));
    right.curves.push_back(
        curve("Universal Scalability", Mark::line, largest, [&](double p) { return universal(p) / p; }));
  }
  // Last, so that no line hides it.
  left.curves.push_back(speedup);
  right.curves.push_back(efficiency);
  return {left, right};
}

Json to_json(const Findings& findings) {
  Json json = {{"work", findings.work == scaling::Work::grows ? "grows" : "same"},
               {"repeats", findings.repeats},
               {"launch", findings.launch},
               {"processors", findings.processors.usable},
               {"cores", findings.processors.cores},
               {"processors_present", findings.processors.present}};
  if (findings.others)
    json["others"] = {{"busy", findings.others->busy}, {"in_the_way", findings.others->in_the_way}};
  const scaling::Recommendation& choice = findings.recommendation;
  json["recommendation"] = {{"processes", findings.rows[choice.row].way.processes},
                            {"fastest", findings.rows[choice.fastest].way.processes},
                            {"startup_outweighs", choice.startup_outweighs}};
  Json fits = Json::object();
  if (findings.serial_fraction) add(fits, "serial_fraction", *findings.serial_fraction);
  if (findings.usl) {
    add(fits, "contention", findings.usl->contention);
    add(fits, "coherency", findings.usl->coherency);
    fits["peak"] = or_null(findings.usl->law.peak());
  }
  json["fits"] = fits;
  json["sentences"] = sentences(findings);
  json["notes"] = to_json(notes(findings));
  Json rows = Json::array();
  for (const Row& row : findings.rows) rows.push_back(row_to_json(row));
  json["rows"] = rows;
  return json;
}

}  // namespace quadrille::report
