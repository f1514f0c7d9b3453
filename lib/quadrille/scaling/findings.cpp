#include "quadrille/scaling/findings.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace quadrille::scaling {
namespace {

constexpr std::size_t fewest_teams_for_usl = 4;

double processes_of(const Way& way) { return static_cast<double>(way.processes); }

std::vector<double> values(const std::vector<Timing>& timings, const auto& value) {
  std::vector<double> found;
  for (const Timing& timing : timings) found.push_back(value(timing));
  return found;
}

std::vector<std::vector<double>> totals(const Measured& measured) {
  std::vector<std::vector<double>> columns;
  for (const auto& timings : measured.timings)
    columns.push_back(values(timings, [](const Timing& timing) { return timing.total; }));
  return columns;
}

/// From medians by way.
double speedup(const Measured& measured, std::span<const double> medians, std::size_t way) {
  const double times_the_work = measured.work == Work::grows ? processes_of(measured.ways[way]) : 1;
  return times_the_work * medians.front() / medians[way];
}

/// Teams that do not share processors.
std::vector<Point> points(const Measured& measured, std::span<const double> medians) {
  std::vector<Point> found;
  for (std::size_t way = 0; way < measured.ways.size(); ++way)
    if (measured.ways[way].path == Path::team && measured.places[way].ranks_per_processor <= 1)
      found.push_back({processes_of(measured.ways[way]), speedup(measured, medians, way)});
  return found;
}

Row row_of(const Measured& measured, const Bootstrap& bootstrap, std::size_t way) {
  const auto& timings = measured.timings[way];
  const double p = processes_of(measured.ways[way]);
  const auto speedup_of = [&](std::span<const double> medians) { return speedup(measured, medians, way); };
  Row row{
      .way = measured.ways[way],
      .place = measured.places[way],
      .seconds = bootstrap([&](std::span<const double> medians) { return medians[way]; }),
      .speedup = bootstrap(speedup_of),
      .efficiency = bootstrap([&](std::span<const double> medians) { return speedup_of(medians) / p; }),
      .serial_fraction = std::nullopt,
      .kernels = median(values(timings, [](const Timing& timing) { return timing.mean; })),
      .communication = median(values(timings, [](const Timing& timing) { return timing.communication(); })),
      .waiting = median(values(timings, [](const Timing& timing) { return timing.waiting(); })),
      .imbalance = median(values(
          timings, [](const Timing& timing) { return timing.mean > 0 ? timing.slowest / timing.mean : 1; })),
      .times = values(timings, [](const Timing& timing) { return timing.total; }),
      .outliers = 0};
  row.outliers = outliers(row.times);
  if (measured.ways[way].processes > 1)
    row.serial_fraction = bootstrap([&](std::span<const double> medians) {
      const Point point{p, speedup_of(medians)};
      return measured.work == Work::grows ? *gustafson_fraction({&point, 1}) : karp_flatt(point);
    });
  return row;
}

std::optional<Estimate> serial_fraction(const Measured& measured, const Bootstrap& bootstrap) {
  const auto fraction = [&](std::span<const double> medians) {
    const auto found = points(measured, medians);
    return measured.work == Work::grows ? gustafson_fraction(found) : amdahl_fraction(found);
  };
  if (!fraction(bootstrap.medians())) return std::nullopt;
  return bootstrap([&](std::span<const double> medians) { return *fraction(medians); });
}

std::optional<FittedUsl> fitted_usl(const Measured& measured, const Bootstrap& bootstrap) {
  const auto found = points(measured, bootstrap.medians());
  if (found.size() < fewest_teams_for_usl) return std::nullopt;
  const auto law = usl(found);
  if (!law) return std::nullopt;
  const auto coefficient = [&](double Usl::*which) {
    return bootstrap(
        [&](std::span<const double> medians) { return (*usl(points(measured, medians))).*which; });
  };
  return FittedUsl{*law, coefficient(&Usl::contention), coefficient(&Usl::coherency)};
}

Recommendation recommend(const Findings& findings) {
  const auto& rows = findings.rows;
  const auto is_candidate = [&](std::size_t i) {
    return i == 0 || (rows[i].way.processes > 1 && !rows[i].shares_processors());
  };
  Recommendation choice;
  for (std::size_t i = 1; i < rows.size(); ++i)
    if (is_candidate(i) && rows[i].speedup.value > rows[choice.fastest].speedup.value) choice.fastest = i;
  while (!is_candidate(choice.row) ||
         rows[choice.row].speedup.value * near_enough < rows[choice.fastest].speedup.value)
    ++choice.row;
  const double serial = rows.front().seconds.value;
  const double saved = serial - rows[choice.fastest].seconds.value;
  choice.startup_outweighs = findings.work == Work::same && rows.back().way.processes > 1 &&
                             saved < findings.launch && (saved > 0 || serial < findings.launch);
  return choice;
}

}  // namespace

double Findings::fitted_speedup(double processes) const {
  return work == Work::grows ? gustafson_speedup(serial_fraction->value, processes)
                             : amdahl_speedup(serial_fraction->value, processes);
}

Findings analyse(const Measured& measured) {
  const Bootstrap bootstrap(totals(measured));
  Findings findings;
  findings.work = measured.work;
  findings.processors = measured.processors;
  findings.launch = measured.launch;
  findings.others = measured.others;
  findings.repeats = measured.timings.front().size();
  for (std::size_t way = 0; way < measured.ways.size(); ++way)
    findings.rows.push_back(row_of(measured, bootstrap, way));
  findings.serial_fraction = serial_fraction(measured, bootstrap);
  findings.usl = fitted_usl(measured, bootstrap);
  findings.recommendation = recommend(findings);
  findings.is_short =
      std::ranges::any_of(findings.rows, [](const Row& row) { return row.seconds.value < shortest_run; });
  return findings;
}

}  // namespace quadrille::scaling
