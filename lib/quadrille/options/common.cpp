#include "quadrille/options/common.hpp"

#include "quadrille/options/choose.hpp"
#include "quadrille/options/duration.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/number.hpp"

namespace quadrille::options {
namespace {

Format format(const Value& value) {
  return choose<Format>(value.text, value.where,
                        {{"table", Format::table}, {"csv", Format::csv}, {"json", Format::json}});
}

Schedule schedule(const Value& value) {
  return choose<Schedule>(value.text, value.where,
                          {{"static", Schedule::fixed}, {"dynamic", Schedule::dynamic}});
}

std::string output(const Value& value) {
  if (value.text.empty())
    throw text::InputError(value.where + ": the file has no name; write one such as result.json");
  return value.text;
}

std::string journal(const Value& value) {
  if (value.text.empty())
    throw text::InputError(value.where + ": the folder has no name; write one such as lab.journal");
  return value.text;
}

std::uint64_t processes(const Value& value) {
  const auto count = text::parse_count(value.text, value.where);
  if (count == 0) throw text::InputError(value.where + ": 0 processes cannot run; write 1 or more");
  return count;
}

}  // namespace

Group common_group(const std::string& output) {
  constexpr auto path = Option::Names::a_path, text = Option::Names::anything_else;
  constexpr auto choice = Option::Use::choice, report = Option::Use::report, once = Option::Use::once;
  return {
      "Common options",
      {{"seed",
        "N",
        "Seed of the random numbers, 0 to 2^53 - 1. Without it one is drawn, and printed.",
        {},
        text,
        choice},
       {"format", "KIND", "Format of the result on standard output: table, csv or json.", {}, text, report},
       {"output", "FILE", output, {}, path, report},
       {"schedule", "KIND",
        "How processes share the work: static, by its known cost, or dynamic, on demand. "
        "The answer is the same.",
        "static", text, choice},
       {"processes-expected", "N", "Refuse to run as any other number of processes.", {}, text, report},
       {"compare",
        "",
        "Also run serially, compare the results to the bit and show both times.",
        {},
        text,
        once},
       {"quiet", "", "Write nothing but errors to standard error.", {}, text, report},
       {"yes",
        "",
        "Do work that takes more than an hour; without it such work is refused.",
        {},
        text,
        choice},
       {"journal",
        "DIR",
        "Keep finished work in the folder DIR. The same command again goes on from there; more draws or "
        "repeats extend it.",
        {},
        path,
        once},
       {"max-time",
        "DURATION",
        "Stop by then, with the work safe in the journal: 90 (seconds) or 90s, 5m, 2h, 1:30:00, 1-12:00:00 "
        "(days-hours) after the start.",
        {},
        text,
        once},
       {"status",
        "DIR",
        "Only say how far the journal in DIR is. Exit status 0: complete, 75: to go on.",
        {},
        path,
        once},
       {"verify",
        "FILE",
        "Only check that FILE is a complete result in JSON, as it was written.",
        {},
        path,
        once}}};
}

Common common(const Values& values) {
  Common result;
  if (values.has("seed")) result.seed = text::parse_seed(values.at("seed").text, values.at("seed").where);
  if (values.has("format")) result.format = format(values.at("format"));
  if (values.has("output")) result.output = output(values.at("output"));
  if (values.has("schedule")) result.schedule = schedule(values.at("schedule"));
  if (values.has("processes-expected"))
    result.processes_expected = processes(values.at("processes-expected"));
  result.compare = values.has("compare");
  result.quiet = values.has("quiet");
  result.yes = values.has("yes");
  if (values.has("journal")) result.journal = journal(values.at("journal"));
  if (values.has("max-time"))
    result.max_time = parse_duration(values.at("max-time").text, values.at("max-time").where);
  if (result.max_time && !result.journal)
    throw text::InputError(
        "--max-time would lose the work that is done by then; add --journal DIR to keep it");
  if (result.compare && result.journal)
    throw text::InputError(
        "--compare does all of the work twice, and --journal no work twice: leave one out");
  return result;
}

}  // namespace quadrille::options
