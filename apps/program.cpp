#include "program.hpp"

#include <algorithm>
#include <random>
#include <stdexcept>

#include "journal.hpp"
#include "quadrille/distribute/journal.hpp"
#include "quadrille/distribute/progress.hpp"
#include "quadrille/distribute/run.hpp"
#include "quadrille/formula/names.hpp"
#include "quadrille/system/stop.hpp"
#include "quadrille/team/program.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/note.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/text/setting.hpp"
#include "quadrille/vector/arithmetic.hpp"
#include "quadrille/vector/target.hpp"

namespace quadrille::apps {
namespace {

constexpr const char* version = QUADRILLE_VERSION;

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
    workload::print(parser.help());
  } else {
    std::string targets;
    for (const auto& target : vector::available_targets()) targets += ' ' + target;
    workload::print(program + " (Quadrille) " + version + "\nMPI: " + team::mpi_version() +
                    "\nBoost: " + team::boost_version() + "\ninstruction set: " + vector::current_target() +
                    " (of" + targets + "; QUADRILLE_TARGET chooses)\n");
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
  const std::uint64_t agreed = team.from_rank_0(
      [&] { return known ? text::parse_count(*known, "--journal: the seed in its manifest.json") : drawn; });
  return given.value_or(agreed);
}

std::string choices_of(const options::Common& common) {
  return "schedule " + std::to_string(static_cast<int>(common.schedule)) +
         (common.compare ? " compare" : "") + (common.yes ? " yes" : "") + " output " +
         common.output.value_or("") + " max-time " + text::shortest(common.max_time.value_or(0));
}

void note_drawn_seed(const options::Common& common, std::uint64_t seed, std::vector<text::Note>& notes) {
  if (!common.seed && common.format == options::Format::csv)
    notes.push_back({"drawn-seed", text::Note::Kind::information, "",
                     "the seed was drawn; --seed " + std::to_string(seed) + " gives these numbers again"});
}

workload::Form form_of(const options::Common& common) {
  switch (common.format.value_or(options::Format::table)) {
    case options::Format::csv:
      return workload::Form::csv;
    case options::Format::json:
      return workload::Form::json;
    default:
      return workload::Form::table;
  }
}

workload::Delivery delivery_of(const options::Common& common) {
  if (common.output == "-")
    throw text::InputError(
        "--output: the result is on standard output already; choose its form with --format");
  if (common.output && workload::ending(*common.output) != ".csv" &&
      workload::ending(*common.output) != ".json") {
    throw text::InputError("--output: " + text::quoted(*common.output) +
                           " is of no known kind; end it in .csv or .json");
  }
  return {form_of(common), common.output, common.quiet};
}

workload::Compare compare_of(const options::Common& common) {
  return common.compare ? workload::Compare::with_rank_0_alone : workload::Compare::no;
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
