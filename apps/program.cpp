#include "program.hpp"

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <iostream>
#include <random>
#include <stdexcept>

#include <boost/version.hpp>
#include <unistd.h>

#include "journal.hpp"
#include "quadrille/distribute/journal.hpp"
#include "quadrille/distribute/progress.hpp"
#include "quadrille/distribute/run.hpp"
#include "quadrille/draws/stream.hpp"
#include "quadrille/formula/names.hpp"
#include "quadrille/report/document.hpp"
#include "quadrille/report/table.hpp"
#include "quadrille/system/launch.hpp"
#include "quadrille/system/partial_file.hpp"
#include "quadrille/system/stop.hpp"
#include "quadrille/team/program.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/team/version.hpp"
#include "quadrille/text/digest.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/note.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/text/setting.hpp"
#include "quadrille/vector/arithmetic.hpp"
#include "quadrille/vector/target.hpp"

namespace quadrille::apps {
namespace {

constexpr double longest_unasked = 3600;  // seconds of work that need no --yes
constexpr double surely_short = 60e9;     // of estimated nanoseconds: not worth measuring
constexpr const char* version = QUADRILLE_VERSION;

std::string boost_version() {
  return std::to_string(BOOST_VERSION / 100000) + '.' + std::to_string(BOOST_VERSION / 100 % 1000) + '.' +
         std::to_string(BOOST_VERSION % 100);
}

/// Before anything is computed, and after MPI and all that it loads were: puts the floating-point arithmetic
/// right, which a library may have changed, and chooses the instruction set that QUADRILLE_TARGET names, if
/// it does. Throws text::InputError.
void prepare_processor() {
  vector::set_arithmetic_flags(vector::ieee_flags);
  if (!vector::arithmetic_is_ieee())
    throw text::InputError(
        "this process rounds or flushes floating-point numbers otherwise than IEEE 754 says, which a library "
        "built with -ffast-math may set, and it cannot be put right; start it without that library (see "
        "LD_PRELOAD)");
  try {
    vector::choose_target_from_environment();
  } catch (const std::invalid_argument& error) {
    throw text::InputError(error.what());
  }
}

/// Whether there may be a journal; a configuration may name one.
bool may_have_a_journal(const std::vector<std::string>& arguments) {
  return std::ranges::any_of(arguments, [](const std::string& argument) {
    return argument.starts_with("--journal") || argument.starts_with("--config");
  });
}

}  // namespace

std::string duration_text(double seconds) {
  if (seconds < 90 * 60) return report::digits(seconds / 60, 2) + " minutes";
  if (seconds < 2 * 86400) return report::digits(seconds / 3600, 2) + " hours";
  if (seconds < 2 * 365.25 * 86400) return report::digits(seconds / 86400, 2) + " days";
  return report::digits(seconds / (365.25 * 86400), 2) + " years";
}

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

int run_main(int& argc, char**& argv, Main body) {
  text::speak_as(text::Voice::command_line);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return team::run_program(
      argc, argv,
      [&](team::Team& team) {
        prepare_processor();
        return body(team, arguments);
      },
      may_have_a_journal(arguments) ? team::Signals::heeded : team::Signals::usual);
}

void print(const std::string& text) {
  std::cout.flush();
  const int error = draws::write_all(STDOUT_FILENO, text);  // who reads no further has what he wanted
  if (error != 0 && error != EPIPE)
    throw text::RunError("standard output could not be written: " + system::reason(error));
}

std::optional<int> answered(team::Team& team, const options::Parser& parser, const options::Values& values,
                            const std::string& program) {
  team.require_same("program or request", program + ' ' + std::to_string(static_cast<int>(values.request)) +
                                              (values.has("print-model") ? " print-model" : "") +
                                              (values.has("status") ? " status" : "") +
                                              (values.has("verify") ? " verify" : ""));
  if (!values.has("journal")) system::heed_no_stops();  // those heeded in case that a configuration has one
  if (values.request == options::Request::run) return looked_at_files(team, values);
  if (!team.speaks()) return 0;
  if (values.request == options::Request::help) {
    print(parser.help());
  } else {
    std::string targets;
    for (const auto& target : vector::available_targets()) targets += ' ' + target;
    print(program + " (Quadrille) " + version + "\nMPI: " + team::mpi_version() +
          "\nBoost: " + boost_version() + "\ninstruction set: " + vector::current_target() + " (of" +
          targets + "; QUADRILLE_TARGET chooses)\n");
  }
  return 0;
}

std::string row_of(const std::string& title, const std::vector<std::string>& words) {
  constexpr std::size_t indent = 17, width = 100;
  std::string text, line = "  " + title;
  line.resize(std::max(line.size() + 1, indent), ' ');
  for (const std::string& word : words) {
    if (line.size() + word.size() + 1 > width) {
      text += line + '\n';
      line.assign(indent, ' ');
    }
    line += (line.ends_with(' ') ? "" : " ") + word;
  }
  return text + line + '\n';
}

std::string formula_rows() {
  std::vector<std::string> functions;
  for (const auto name : formula::function_names())
    functions.emplace_back(name == "if" ? "if(condition, yes, no)" : name);
  return row_of("operators",
                {"+ - * / ^ (or **),", "< <= > >= == != (0 < x < 1 is a chain),", "and or not"}) +
         row_of("functions", functions) + row_of("constants", {"pi e"});
}

std::uint64_t agreed_seed(team::Team& team, const std::optional<std::uint64_t>& given,
                          const std::optional<distribute::Journal>& journal) {
  std::random_device device;
  const std::uint64_t drawn = (std::uint64_t{device()} << 32 | device()) >> 11;
  const auto known = journal ? journal->field("seed") : std::nullopt;
  // Collective even where a seed was given: ranks that were told otherwise are refused later, not hung here.
  const std::string agreed = team.broadcast(known.value_or(std::to_string(drawn)));
  return given.value_or(text::parse_count(agreed, "--journal: the seed in its manifest.json"));
}

void require_one_job(team::Team& team, const options::Common& common, const std::string& problem,
                     const std::string& digest) {
  const std::string together = problem + "\nschedule " + std::to_string(static_cast<int>(common.schedule)) +
                               (common.compare ? " compare" : "") + (common.yes ? " yes" : "") + " output " +
                               common.output.value_or("") + " max-time " +
                               text::shortest(common.max_time.value_or(0));
  team.require_same("version", version);
  team.require_same("options", text::digest_of(together));
  team.require_same("kernel", digest);
}

std::string ending(const std::string& path) { return std::filesystem::path(path).extension().string(); }

void note_drawn_seed(const options::Common& common, options::Format format, std::uint64_t seed,
                     std::vector<text::Note>& notes) {
  if (!common.seed && format == options::Format::csv)
    notes.push_back({"drawn-seed", text::Note::Kind::information, "",
                     "the seed was drawn; --seed " + std::to_string(seed) + " gives these numbers again"});
}

Delivery delivery_of(const options::Common& common) {
  if (common.output == "-")
    throw text::InputError(
        "--output: the result is on standard output already; choose its form with --format");
  if (common.output && ending(*common.output) != ".csv" && ending(*common.output) != ".json") {
    throw text::InputError("--output: " + text::quoted(*common.output) +
                           " is of no known kind; end it in .csv or .json");
  }
  return {common.format.value_or(options::Format::table), common.output, common.quiet};
}

void deliver(team::Team& team, const Delivery& delivery, const Forms& forms, const report::Run& run,
             const std::vector<text::Note>& notes) {
  if (team.rank() != 0) return;
  report::Run whole = run;
  whole.seconds.total = system::seconds_since_process_start();
  const auto json = [&] { return report::document(forms.result(), whole); };
  const bool table = delivery.format == options::Format::table;
  std::string shown = table ? forms.table() : delivery.format == options::Format::csv ? forms.csv() : json();
  const std::string compared = run.comparison ? '\n' + report::comparison_text(whole) : "";
  if (table) shown += compared;
  // Each of what was asked for is delivered, whatever becomes of the others.
  std::exception_ptr failure;
  const auto attempt = [&failure](const std::function<void()>& delivered) {
    try {
      delivered();
    } catch (...) {
      if (!failure) failure = std::current_exception();
    }
  };
  if (delivery.shown == Delivery::Shown::on_stdout)
    attempt([&] { print(shown); });
  else if (!delivery.quiet)
    std::cerr << shown;
  if (!delivery.quiet) {
    if (!table) std::cerr << compared;
    for (const text::Note& note : notes) std::cerr << "note: " << note.text << '\n';
  }
  if (delivery.file)
    attempt([&] {
      system::write_whole(*delivery.file, ending(*delivery.file) == ".json" ? json() : forms.csv());
    });
  if (forms.picture) attempt(forms.picture);
  if (failure) std::rethrow_exception(failure);
}

void refuse_long_work(team::Team& team, double cost, const std::function<double()>& seconds_per_cost,
                      const std::string& advice) {
  if (cost < surely_short) return;
  std::string refusal;
  if (team.rank() == 0) {
    const double seconds = seconds_per_cost() * cost;
    if (seconds > longest_unasked) {
      refusal = "this would take about " + duration_text(seconds) + " on " + std::to_string(team.size()) +
                (team.size() == 1 ? " process" : " processes") + "; " + advice;
    }
  }
  refusal = team.broadcast(refusal);
  if (!refusal.empty()) throw text::InputError(refusal);
}

double best_seconds(const std::function<void()>& block) {
  constexpr double enough = 5e-3;
  double best = 1e300;
  const double begin = now();
  while (now() - begin < enough) {
    const double start = now();
    block();
    best = std::min(best, now() - start);
  }
  return best;
}

report::Run facts_of(team::Team& team, options::Schedule schedule) {
  report::Run run;
  run.processes = static_cast<std::uint64_t>(team.size());
  run.hosts = team.hosts();
  run.schedule = schedule == options::Schedule::dynamic ? "dynamic" : "static";
  run.target = vector::current_target();
  run.versions = {{"quadrille", version}, {"mpi", team::mpi_version()}, {"boost", boost_version()}};
  return run;
}

distribute::RunOptions run_options(const options::Common& common, distribute::Amount amount) {
  distribute::RunOptions options;
  options.schedule = common.schedule == options::Schedule::dynamic ? distribute::Schedule::dynamic_tickets
                                                                   : distribute::Schedule::static_shares;
  options.progress = common.quiet ? distribute::Look::none : distribute::look_of_stderr();
  options.amount = std::move(amount);
  return options;
}

}  // namespace quadrille::apps
