#include "speedup/break_even.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iostream>

#include "quadrille/integrate/sizes.hpp"
#include "quadrille/report/table.hpp"
#include "quadrille/scaling/break_even.hpp"
#include "quadrille/system/command.hpp"
#include "quadrille/text/error.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/quote.hpp"

namespace quadrille::apps {
namespace {

constexpr double longest_launch = 60;  // seconds
constexpr std::size_t most_sizes = 100;
constexpr double longest_first = 2.5;    // seconds on one process, of the size that is tried first
constexpr double smallest = 1.0 / 1024;  // times that size

std::uint64_t times(std::uint64_t count, double factor) {
  const double product = std::round(static_cast<double>(count) * factor);
  return static_cast<std::uint64_t>(std::min(product, static_cast<double>(text::largest_count)));
}

std::vector<std::string> words_of(const TimedProgram& timed, std::uint64_t seed, double factor) {
  const auto folder = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  std::vector<std::string> words = {folder / timed.name, "--quiet", "--yes", "--seed=" + std::to_string(seed),
                                    sized(timed, factor).text()};
  const options::Parser parser = parser_of({timed.name, ""});
  for (const auto& [name, value] : timed.values.given)
    if (name != "seed" && name != "yes" && parser.use_of(name) != options::Option::Use::amount)
      words.push_back("--" + name + '=' + value.text);
  return words;
}

double seconds_of(const std::vector<std::string>& words) {
  const system::Ended ended =
      system::run_command({words, system::environment_for_launch()}, longest_launch, system::Output::dropped);
  if (ended.in_time && ended.status == 0) return ended.seconds;
  std::string command;
  for (const std::string& word : words) command += (command.empty() ? "" : " ") + text::shell_word(word);
  throw text::RunError(
      "--break-even: `" + command + "` " +
      (ended.in_time ? "ended with status " + std::to_string(ended.status) : "took more than a minute") +
      (ended.errors.empty() ? "" : "; it said:\n" + ended.errors));
}

}  // namespace

Setting sized(const TimedProgram& timed, double factor) {
  if (timed.name == "simulate") {
    const auto& draws = timed.values.at("draws");
    const std::uint64_t count = text::parse_count(draws.text, draws.where);
    return {"draws", std::to_string(times(count, factor)), count == 0};
  }
  const auto* list = timed.values.find("sizes");
  if (list == nullptr) {
    const auto& samples = timed.values.at("samples");
    const std::uint64_t count = text::parse_count(samples.text, samples.where);
    return {"samples", std::to_string(times(count, std::sqrt(factor))), count == 0};
  }
  const auto sizes = integrate::parse_sizes(list->text, list->where);
  if (sizes.size() > most_sizes)
    throw text::InputError(list->where + ": " + std::to_string(sizes.size()) +
                           " sizes are too many to try more and less work; give 100 or fewer, or --samples");
  std::string text;
  for (const std::uint64_t size : sizes)
    text += (text.empty() ? "" : ",") + std::to_string(times(size, factor));
  return {"sizes", text, std::ranges::all_of(sizes, [](std::uint64_t size) { return size == 0; })};
}

scaling::BreakEven measure_break_even(const TimedProgram& timed, std::uint64_t seed, double seconds,
                                      bool quiet) {
  const auto launch = [&](double factor) {
    const auto alone = words_of(timed, seed, factor);
    auto together = alone;
    together.insert(together.begin(), {"mpirun", "-np", "2"});
    const double one = seconds_of(alone);
    return scaling::Race{one, seconds_of(together)};
  };
  const auto tell = [&](const scaling::Tried& tried) {
    if (!quiet)
      std::cerr << "break-even: " + sized(timed, tried.size).text() + ": 1 process takes " +
                       report::digits(tried.median.one, 3) + " s, 2 take " +
                       report::digits(tried.median.two, 3) + " s, launch and all" +
                       (tried.faster == scaling::Faster::neither ? ": too near to say\n" : "\n");
  };
  if (!quiet)
    std::cerr << "break-even: launches 1 and 2 processes in turn, at each size of work " +
                     std::to_string(scaling::fewest_races) + " to " + std::to_string(scaling::most_races) +
                     " times\n";
  scaling::Range range;
  range.first = std::min(1.0, longest_first / std::max(seconds, longest_first));
  range.smallest = range.first * smallest;
  return scaling::find_break_even(launch, range, tell);
}

report::NamedWork named_work(const TimedProgram& timed) {
  return [&timed](double size) { return timed.name + ' ' + sized(timed, size).text(); };
}

}  // namespace quadrille::apps
