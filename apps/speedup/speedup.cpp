// speedup: does another process pay? Times the same work serially and on more and more processes.
#include <algorithm>
#include <iostream>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "files.hpp"
#include "plotting.hpp"
#include "program.hpp"
#include "quadrille/distribute/progress.hpp"
#include "quadrille/draws/csv.hpp"
#include "quadrille/report/prediction.hpp"
#include "quadrille/report/scaling.hpp"
#include "quadrille/scaling/findings.hpp"
#include "quadrille/scaling/prediction.hpp"
#include "quadrille/scaling/repeats.hpp"
#include "quadrille/simulate/model.hpp"
#include "quadrille/system/command.hpp"
#include "quadrille/system/launch.hpp"
#include "quadrille/system/processors.hpp"
#include "quadrille/team/hosts.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/quote.hpp"
#include "speedup/break_even.hpp"
#include "speedup/predict.hpp"
#include "speedup/stage.hpp"
#include "speedup/timed.hpp"

namespace quadrille::apps {
namespace {

using Use = options::Option::Use;

/// What all programs share, without what makes no sense here.
options::Group shared_options() {
  options::Group group = options::common_group();
  std::erase_if(group.options, [](const options::Option& option) { return option.use == Use::once; });
  return group;
}

options::Parser make_parser() {
  return options::Parser(
      {"speedup",
       "Times the work of PROGRAM, integrate or simulate, serially and on 1, 2, 4, .. of its processes, in "
       "one\n"
       "launch, and says how many are worth their while. The program's own options follow after --.",
       {"program", "PROGRAM", "integrate or simulate.", "integrate"},
       "  mpirun -np 2 speedup                         the lecture's integral\n"
       "  mpirun -np 8 speedup integrate -- --sizes 1e9 --estimator mean\n"
       "  mpirun -np 8 speedup simulate --repeats 20 -- lab.txt --draws 1e8\n"
       "  mpirun -np 8 speedup --weak --processes 1,2,3,8\n"
       "  mpirun -np 2 speedup simulate --predict 512,65536 -- --draws 1e11\n"},
      {{"What to measure",
        {{"processes", "LIST", "Sizes of team, such as 1,2,8. Without it 1, 2, 4, .. and all.", {}},
         {"repeats", "R", "How often each is timed; all are timed in turn.", "10"},
         {"weak", "", "Let the work grow with the processes: p of them do p times the work.", {}},
         {"break-even",
          "",
          "Also launch 1 and 2 processes for some minutes: from which size of work are 2 faster?",
          {}},
         plot_option("Also draw speedup and efficiency")}},
       {"What to predict",
        {{"predict",
          "LIST",
          "So many processes, such as 1024,65536, of a machine that is not here: what they would take.",
          {}},
         {"latency", "TIME", "Its latency from process to process, one way: 2us, 1.5ms.", "2us"},
         {"bandwidth", "RATE", "Its bandwidth: 10GB/s, 100Gbit/s.", "10GB/s"}}},
       shared_options()});
}

/// The command line up to `--` is ours, what follows the other program's.
struct Arguments {
  std::vector<std::string> own, others;
};

Arguments parted(const std::vector<std::string>& arguments) {
  const auto dashes = std::ranges::find(arguments, "--");
  if (dashes == arguments.end()) return {arguments, {}};
  return {{arguments.begin(), dashes}, {dashes + 1, arguments.end()}};
}

[[noreturn]] void refuse_untimed(const std::string& where) {
  throw text::InputError(where + " makes no sense for work that is timed; leave it out");
}

[[noreturn]] void refuse_ours(const std::string& where) {
  throw text::InputError(where + " is for speedup; write it before --");
}

[[noreturn]] void refuse_theirs(const std::string& where, const std::string& program) {
  throw text::InputError(where + " is for " + program + "; write it after --, as in `speedup " + program +
                         " -- " + where + '`');
}

/// The names in `words` that are options of `theirs` and not of `ours`.
std::vector<std::string> misplaced(const std::vector<std::string>& words, const options::Parser& ours,
                                   const options::Parser& theirs) {
  std::vector<std::string> names;
  for (const std::string& word : words) {
    if (!word.starts_with("--")) continue;
    const std::string name = word.substr(2, word.find('=') - 2);
    if (theirs.knows(name) && !ours.knows(name)) names.push_back(name);
  }
  return names;
}

/// Tells another program's options, before `--`, from those that do not exist.
void refuse_theirs_in(const std::vector<std::string>& own, const options::Parser& ours) {
  for (const std::string program : {"integrate", "simulate"})
    for (const options::Parser theirs = parser_of({program, ""});
         const std::string& name : misplaced(own, ours, theirs)) {
      if (theirs.use_of(name) == Use::once) refuse_untimed("--" + name);
      refuse_theirs("--" + name, program);
    }
}

/// Throws text::InputError where the work reads what can be read once.
void refuse_streams(const options::Values& others) {
  for (const char* argument : {"model", "formula"})
    if (const auto* value = others.find(argument); value != nullptr && value->text == "-")
      throw text::InputError(
          "speedup does the work more than once, and standard input can be read once; write the " +
          std::string(argument) + " to the command line or a file");
  if (const auto* model = others.find("model"); model != nullptr && simulate::is_stream(model->text))
    throw text::InputError("speedup reads the model more than once; write it to a file, not to " +
                           text::quoted(model->text));
}

/// The program to be timed with its options: those of use `choice` may stand on either side.
TimedProgram timed_program(const options::Values& own, options::Values others,
                           const options::Parser& parser) {
  for (const auto& [name, value] : others.given) {
    if (parser.use_of(name) == Use::report) refuse_ours(value.where);
    if (parser.use_of(name) == Use::once) refuse_untimed(value.where);
  }
  refuse_streams(others);
  for (const auto& [name, value] : own.given) {
    if (parser.use_of(name) != Use::choice) continue;
    if (others.has(name))
      throw text::InputError(value.where + " is given before and after --; write it once");
    others.given[name] = value;
  }
  return {own.at("program").text, std::move(others)};
}

/// Sizes of team: what the user lists, or powers of two and the whole team.
std::vector<int> sizes_of(const team::Team& team, const options::Values& values) {
  std::set<int> sizes;
  if (const auto* list = values.find("processes")) {
    for (const std::uint64_t size : text::parse_counts(list->text, list->where)) {
      if (size == 0) throw text::InputError(list->where + ": 0 processes cannot run; write 1 or more");
      if (size > static_cast<std::uint64_t>(team.size()))
        throw text::InputError(list->where + ": there are not " + std::to_string(size) +
                               " processes; start it with mpirun -np " + std::to_string(size));
      sizes.insert(static_cast<int>(size));
    }
  } else {
    for (int size = 1; size < team.size(); size *= 2) sizes.insert(size);
    sizes.insert(team.size());
  }
  return {sizes.begin(), sizes.end()};
}

Programme programme_of(const team::Team& team, const options::Values& values, const TimedProgram& request,
                       const options::Common& common, std::uint64_t seed) {
  Programme programme;
  programme.work = values.has("weak") ? scaling::Work::grows : scaling::Work::same;
  const auto& repeats = values.at("repeats");
  programme.repeats = text::parse_count(repeats.text, repeats.where);
  if (programme.repeats == 0) throw text::InputError(repeats.where + ": 0 repeats are none; at least 1");
  programme.options = run_options(common, {});
  programme.options.progress = distribute::Look::none;
  if (!common.quiet) programme.progress = distribute::look_of_stderr();

  const std::shared_ptr<const workload::Workload> alone = make_workload(request, seed, 1);
  const auto add = [&](scaling::Way way) {
    const bool more = programme.work == scaling::Work::grows && way.processes > 1;
    programme.ways.push_back(way);
    programme.workloads.push_back(
        more ? make_workload(request, seed, static_cast<std::uint64_t>(way.processes)) : alone);
  };
  add({});
  const std::vector<int> sizes = sizes_of(team, values);
  if (system::started_by_launcher())
    for (const int size : sizes) add({scaling::Path::team, size});
  return programme;
}

/// What the timings were of, in the words of whoever would repeat them.
report::Json result_of(const TimedProgram& request, const Programme& programme, std::uint64_t seed) {
  report::Json options = report::Json::object();
  for (const auto& [name, value] : request.values.given) options[name] = value.text;
  return {{"program", request.name},
          {"options", options},
          {"problem", workload::canonical(*programme.workloads.front())},
          {"seed", seed},
          {"work", programme.work == scaling::Work::grows ? "grows" : "same"},
          {"blocks", programme.workloads.front()->fresh()->next()->layout().slots()},
          {"version", QUADRILLE_VERSION},
          {"digest", programme.workloads.front()->digest()}};
}

/// What rank 0 says.
struct Said {
  std::string table, csv;
  report::Json further;                     ///< beside the result, in JSON
  std::optional<std::string> failure = {};  ///< of what was to come after the timings
};

/// "integrate '1/(1+x^2)' --samples 10000 --seed 7: each row 10 times, in turn."
std::string title_of(const scaling::Findings& findings, const TimedProgram& request, std::uint64_t seed) {
  return command_of(request, seed) +
         (findings.work == scaling::Work::grows ? ", p times as much on p processes" : "") + ": each row " +
         std::to_string(findings.repeats) + (findings.repeats == 1 ? " time" : " times") + ", in turn.\n\n";
}

Said said_of(const scaling::Findings& findings, const options::Values& values, const TimedProgram& request,
             const workload::Delivery& delivery, std::uint64_t seed) {
  Said said{title_of(findings, request, seed) + report::table(findings), report::csv(findings),
            report::to_json(findings)};
  if (!values.has("break-even")) return said;
  const auto found =
      measure_break_even(request, seed, findings.rows.front().seconds.value, delivery.is_quiet);
  const auto work = named_work(request);
  const std::string sentence = report::sentence(found, work);
  said.table += sentence + '\n';
  if (delivery.form == workload::Form::csv) std::cerr << sentence << '\n';
  said.further["break_even"] = report::to_json(found, work);
  said.failure = found.failure;
  return said;
}

Said said_of(const scaling::Findings& findings, const scaling::Forecast& forecast,
             const TimedProgram& request, std::uint64_t seed) {
  Said said{command_of(request, seed) + ":\n\n" + report::table(forecast), report::csv(forecast), {}};
  said.further["prediction"] = report::to_json(forecast);
  said.further["prediction"]["calibration"]["measured"] = report::to_json(findings);
  return said;
}

report::Seconds seconds_of(const scaling::Measured& measured, double startup) {
  report::Seconds seconds{.startup = startup};
  for (const auto& timings : measured.timings)
    for (const scaling::Timing& timing : timings) {
      seconds.compute += timing.slowest;
      seconds.gather += timing.communication();
    }
  return seconds;
}

/// Throws text::InputError on all ranks if they are to do different things.
void require_one_programme(team::Team& team, const options::Common& common, const Programme& programme,
                           const options::Values& values) {
  std::string together = choices_of(common) + "\nrepeats " + std::to_string(programme.repeats);
  for (const scaling::Way& way : programme.ways) together += ' ' + std::to_string(way.processes);
  if (values.has("predict")) together += " predict";
  workload::require_one_workload(team, *programme.workloads.front(), together);
}

/// Throws text::InputError on all ranks where what was asked for beside the timings makes no sense with them.
void refuse_extras(team::Team& team, const options::Values& values, const TimedProgram& request,
                   const Programme& programme) {
  const auto* plot = values.find("plot");
  if (plot != nullptr && programme.ways.back().processes == 1)
    throw text::InputError(plot->where + ": one process makes no curve; start it with mpirun -np 2, or more");
  if (values.has("weak") && values.has("break-even"))
    throw text::InputError(values.at("weak").where + " and " + values.at("break-even").where +
                           " do not go together: break-even is of the same work on 1 and 2; leave one out");
  if (!values.has("break-even")) return;
  if (sized(request, 1).is_none)  // throws where there is no more and less of the work
    throw text::InputError(values.at("break-even").where +
                           " finds no more of no work at all; give the program some");
  if (system::sum_of(team::hosts_of(team)).usable < 2)
    throw text::InputError(values.at("break-even").where +
                           " wants 2 processors, and this job may use 1: there 2 processes never break even");
  if (team.from_rank_0([] { return system::path_of("mpirun"); }).empty())
    throw text::InputError(values.at("break-even").where +
                           " launches mpirun, which is not on PATH; install openmpi-bin, or mend PATH");
}

/// Each way is warmed up, too.
void refuse_long(team::Team& team, const Programme& programme) {
  double cost = 0;
  for (std::size_t i = 0; i < programme.ways.size(); ++i)
    cost += programme.workloads[i]->cost() / programme.ways[i].processes;
  workload::refuse_long(
      team, cost * static_cast<double>(programme.repeats + 1),
      [&] { return programme.workloads.front()->fresh()->next()->seconds_per_cost(); },
      "ask for fewer --repeats, for less work, or for all of this with --yes");
}

/// Times what is asked for, or with a question as much of it as answers that, and reports.
void time_and_report(team::Team& team, const options::Values& values, const options::Common& common,
                     const TimedProgram& request, std::uint64_t seed) {
  const double startup = system::seconds_since_process_start();
  const double launch = system::seconds_since_launch();
  workload::Delivery delivery = delivery_of(common);
  const auto question = question_of(values, common.schedule);
  Programme programme = programme_of(team, values, request, common, seed);
  require_one_programme(team, common, programme, values);
  if (common.output) draws::check_writable(team, *common.output);
  delivery.picture = plot_target(team, values);
  refuse_extras(team, values, request, programme);
  const TimedProgram timed = question ? calibration_of(team, request, seed) : request;
  const Programme asked = programme;
  if (question) programme = programme_of(team, values, timed, common, seed);
  if (!common.yes) refuse_long(team, programme);

  report::Run run = workload::facts_of(team, programme.options.schedule);
  scaling::Measured measured = measure(team, programme);
  measured.launch = launch;
  const double message = question ? seconds_per_message(team) : 0;
  if (team.rank() != 0) return;
  const scaling::Findings findings = scaling::analyse(measured);
  const Said said = question ? said_of(findings, forecast(*question, request, timed, seed, findings, message),
                                       request, seed)
                             : said_of(findings, values, request, delivery, seed);
  run.seconds = seconds_of(measured, startup);
  run.further = said.further;
  workload::deliver(team, delivery,
                    {.table = [&](std::size_t) { return said.table; },
                     .csv = [&] { return said.csv; },
                     .result = [&] { return result_of(request, asked, seed); },
                     .plots = [&] { return report::plots(findings); },
                     .notes = report::notes(findings)},
                    run);
  if (said.failure) throw text::RunError(*said.failure);
}

int speedup_main(team::Team& team, const std::vector<std::string>& arguments) {
  const Arguments given = parted(arguments);
  const options::Parser parser = make_parser();
  refuse_theirs_in(given.own, parser);
  const options::Values values = parser.parse(given.own);
  if (const auto status = answered(team, parser, values, "speedup")) return *status;
  const options::Parser others_parser = parser_of(values.at("program"));
  for (const std::string& name : misplaced(given.others, others_parser, parser)) refuse_ours("--" + name);
  const options::Values others = others_parser.parse(given.others);
  refuse_overwriting(team, {&values, &others});
  const std::string& program = values.at("program").text;
  if (const auto status = answered(team, others_parser, others, program)) return *status;
  const TimedProgram request = timed_program(values, others, others_parser);
  options::Common common = options::common(values);
  const options::Common inner = options::common(request.values);
  common.schedule = inner.schedule;
  common.yes = inner.yes;
  team.require({common.processes_expected});
  time_and_report(team, values, common, request, agreed_seed(team, inner.seed, std::nullopt));
  return 0;
}

}  // namespace
}  // namespace quadrille::apps

int main(int argc, char** argv) {
  return quadrille::apps::run_main(argc, argv, quadrille::apps::speedup_main);
}
