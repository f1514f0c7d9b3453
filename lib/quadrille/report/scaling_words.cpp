// What timings say, in sentences.
#include <algorithm>
#include <cmath>
#include <optional>

#include "quadrille/report/scaling.hpp"
#include "quadrille/report/table.hpp"
#include "quadrille/scaling/bootstrap.hpp"
#include "quadrille/scaling/findings.hpp"
#include "quadrille/text/note.hpp"
#include "quadrille/text/setting.hpp"

namespace quadrille::report {
namespace {

using scaling::Estimate;
using scaling::Findings;
using scaling::Row;
using scaling::Work;

constexpr double in_the_way = 0.1;        // processors
constexpr double next_to_nothing = 1.05;  // times as fast

std::string counted(std::uint64_t count, const std::string& one, const std::string& many) {
  return std::to_string(count) + ' ' + (count == 1 ? one : many);
}

std::string processes(const Row& row) {
  return counted(static_cast<std::uint64_t>(row.way.processes), "process", "processes");
}

std::string seconds(double value) { return digits(value, 2) + " s"; }

/// "1.2 % (0.8 to 1.5 %)".
std::string percent(const Estimate& estimate) {
  std::string text = digits(100 * estimate.value, 2) + " %";
  if (estimate.interval)
    text += " (" + digits(100 * estimate.interval->low, 2) + " to " +
            digits(100 * estimate.interval->high, 2) + " %)";
  return text;
}

bool is_busy(const Findings& findings) {
  return findings.others && findings.others->in_the_way >= in_the_way;
}

/// What makes less of a sentence that follows from times of a busy machine; "" if it was quiet.
std::string meanwhile(const Findings& findings) {
  if (!is_busy(findings)) return "";
  return ", while others kept " + digits(findings.others->in_the_way, 2) +
         " of the processors meant for this job busy; a quiet machine may tell otherwise";
}

std::string why(const Findings& findings) {
  const Row& chosen = findings.rows[findings.recommendation.row];
  const Row& fastest = findings.rows[findings.recommendation.fastest];
  if (&chosen != &fastest)
    return "within 5 % of the fastest, which are " + processes(fastest) + " (" +
           seconds(fastest.seconds.value) + ')';
  std::string text = findings.work == Work::grows ? "they do the most work a second" : "the fastest";
  if (findings.rows.back().shares_processors())
    text += " that have a processor each, of the " + std::to_string(findings.processors.usable) +
            " that this job may use";
  return text;
}

std::string recommendation(const Findings& findings) {
  const Row& chosen = findings.rows[findings.recommendation.row];
  if (findings.rows.back().way.processes == 1)
    return "Nothing to compare with: start it with mpirun -np 2 or more, and time teams of 2 or more.";
  const auto has_processors = [](const Row& row) {
    return row.way.processes > 1 && !row.shares_processors();
  };
  if (findings.recommendation.row == 0 && std::ranges::none_of(findings.rows, has_processors))
    return "Recommended: 1 process, of what was timed: no team had a processor for each of its processes, of "
           "the " +
           std::to_string(findings.processors.usable) + " that this job may use" + meanwhile(findings) + '.';
  if (findings.recommendation.row == 0)
    return "Recommended: 1 process, without mpirun: no further process makes this work 5 % faster" +
           meanwhile(findings) + '.';
  return "Recommended: " + processes(chosen) + " (" + seconds(chosen.seconds.value) + ", " +
         digits(chosen.speedup.value, 3) + " times serial): " + why(findings) + meanwhile(findings) + '.';
}

std::string startup(const Findings& findings) {
  const Row& serial = findings.rows.front();
  const Row& fastest = findings.rows[findings.recommendation.fastest];
  const double saved = serial.seconds.value - fastest.seconds.value;
  if (saved <= 0)
    return "Start-up outweighs this work: it takes " + seconds(findings.launch) + ", all of the work " +
           seconds(serial.seconds.value) + '.';
  return "Start-up outweighs this work: it takes " + seconds(findings.launch) + ", and " +
         processes(fastest) + " save " + seconds(saved) +
         ". For no more work than this, 1 process without mpirun is done sooner.";
}

std::string serial_part(const Findings& findings) {
  Estimate fraction = *findings.serial_fraction;
  if (fraction.interval) fraction.interval->high = std::min(fraction.interval->high, 1.0);
  const bool grows = findings.work == Work::grows;
  const std::string law = grows ? "Gustafson" : "Amdahl";
  const std::string end = meanwhile(findings) + '.';
  if (fraction.value >= 1 && is_busy(findings)) return law + ": further processes brought nothing" + end;
  if (fraction.value >= 1) return law + ": all of it is serial: further processes bring nothing.";
  const std::string text = law + ": a serial part of " + percent(fraction);
  if (fraction.value <= 0 || (fraction.interval && fraction.interval->low <= 0))
    return text + ", no more than the spread of these timings" + end;
  if (grows) return text + " of the time" + end;
  const double most = 1 / fraction.value;
  if (most < next_to_nothing) return text + ": further processes bring next to nothing" + end;
  std::string limit = digits(most, 2);
  if (fraction.interval)
    limit +=
        " (" + digits(1 / fraction.interval->high, 2) + " to " + digits(1 / fraction.interval->low, 2) + ')';
  return text + ": no number of processes is more than " + limit + " times as fast as one" + end;
}

std::string universal(const Findings& findings) {
  const scaling::FittedUsl& fit = *findings.usl;
  std::string text = "Universal Scalability Law: contention " + percent(fit.contention) + ", coherency " +
                     percent(fit.coherency);
  if (const auto peak = fit.law.peak())
    return text + ": speedup would peak at " + digits(std::floor(std::max(1.0, *peak)), 6) + " processes" +
           meanwhile(findings) + '.';
  return text + ": no sign that more processes would make it slower.";
}

/// The largest team that shares processors, against the fastest that does not.
std::string sharing(const Findings& findings) {
  const Row& row = findings.rows.back();
  const Row& fastest = findings.rows[findings.recommendation.fastest];
  const double longer = fastest.speedup.value / row.speedup.value;
  const bool everywhere = static_cast<std::uint64_t>(row.way.processes) > findings.processors.usable;
  return processes(row) + " share " +
         (everywhere
              ? counted(findings.processors.usable, "processor", "processors")
              : "processors, up to " + digits(row.place.ranks_per_processor, 2) + " to one of a host") +
         ": " + seconds(row.seconds.value) + ", " +
         (longer < 1 ? digits(1 / longer, 3) + " times as fast as "
                     : digits(longer, 3) + " times as long as ") +
         processes(fastest) + " for the same work.";
}

/// "This job may use 2 processors of 8, which are 1 core."
std::string processors(const Findings& findings) {
  const scaling::Processors& found = findings.processors;
  std::string text = "This job may use " + counted(found.usable, "processor", "processors");
  if (found.present > found.usable) text += " of " + std::to_string(found.present);
  const std::string end = found.time ? "; quotas leave it the time of " + digits(*found.time, 3) + '.' : ".";
  if (found.cores == found.usable) return text + ", each a core" + end;
  return text + ", threads of " + counted(found.cores, "core", "cores") +
         ": two on a core are not twice as fast as one" + end;
}

}  // namespace

std::vector<std::string> sentences(const Findings& findings) {
  std::vector<std::string> text = {recommendation(findings)};
  if (findings.recommendation.startup_outweighs) text.push_back(startup(findings));
  if (findings.serial_fraction) text.push_back(serial_part(findings));
  if (findings.usl) text.push_back(universal(findings));
  if (findings.rows.back().shares_processors()) text.push_back(sharing(findings));
  text.push_back(processors(findings));
  text.push_back("Start-up, in none of these times: " + seconds(findings.launch) +
                 ". All results are the same to the bit.");
  return text;
}

std::vector<text::Note> notes(const Findings& findings) {
  constexpr auto doubt = text::Note::Kind::doubt;
  std::vector<text::Note> notes;
  std::size_t outliers = 0;
  for (const Row& row : findings.rows) outliers += row.outliers;
  if (outliers > 0)
    notes.push_back(
        {"outliers", doubt, "",
         counted(outliers, "run was an outlier", "runs were outliers") +
             ", far from the median of the same work: something else used this machine; medians hold, but "
             "repeat it on a quiet one"});
  if (is_busy(findings))
    notes.push_back(
        {"busy-machine", doubt, "",
         "others (programs, or guests of the same hypervisor) kept " + digits(findings.others->busy, 2) +
             " processors busy meanwhile, " + digits(findings.others->in_the_way, 2) +
             " of these meant for this job: the times are of what was left; repeat it on a quiet machine"});
  if (findings.is_short)
    notes.push_back({"short-runs", doubt, "",
                     "some runs took less than 5 ms, too short to mean much; give them more work"});
  if (findings.repeats < scaling::fewest_repeats)
    notes.push_back({"few-repeats", text::Note::Kind::information, "",
                     counted(findings.repeats, "repeat is", "repeats are") + " too few for intervals; give " +
                         text::spoken("repeats", std::to_string(scaling::fewest_repeats)) + " or more"});
  return notes;
}

}  // namespace quadrille::report
