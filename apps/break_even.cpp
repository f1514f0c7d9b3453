#include "break_even.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iostream>

#include "integrate/sizes.hpp"
#include "report/table.hpp"
#include "scaling/command.hpp"
#include "text/error.hpp"
#include "text/number.hpp"

namespace quadrille::apps {
namespace {

constexpr double longest_launch = 60;  // seconds
constexpr std::size_t most_sizes = 100;
constexpr double smallest = 1.0 / 1024;  // times the work
constexpr double longest_work = 10;      // seconds on one process

std::uint64_t times(std::uint64_t count, double factor) {
  const double product = std::round(static_cast<double>(count) * factor);
  return static_cast<std::uint64_t>(std::min(product, static_cast<double>(text::largest_count)));
}

std::vector<std::string> words_of(const Request& request, std::uint64_t seed, double factor) {
  const auto folder = std::filesystem::read_symlink("/proc/self/exe").parent_path();
  std::vector<std::string> words = {folder / request.program, "--quiet", "--seed=" + std::to_string(seed),
                                    sized(request, factor).text()};
  for (const auto& [name, value] : request.values.given) {
    if (name == "seed" || name == "draws" || name == "samples" || name == "sizes" || name == "yes") continue;
    words.push_back("--" + name + '=' + value.text);
  }
  words.push_back("--yes");
  return words;
}

double seconds_of(const std::vector<std::string>& words) {
  const scaling::Ended ended = scaling::run_command({words, scaling::environment_for_launch()},
                                                    longest_launch, scaling::Output::dropped);
  if (!ended.in_time)
    throw text::RunError("--break-even: a launch took more than a minute; ask for less work");
  if (ended.status != 0)
    throw text::RunError(
        "--break-even: `" + words.front() + " ..` ended with status " + std::to_string(ended.status) +
        (words.front() == "mpirun" ? "; does `mpirun -np 2 true` run here?" : "; try it alone"));
  return ended.seconds;
}

}  // namespace

Setting sized(const Request& request, double factor) {
  if (request.program == "simulate") {
    const auto& draws = request.values.at("draws");
    const std::uint64_t count = text::parse_count(draws.text, draws.where);
    return {"draws", std::to_string(times(count, factor)), count == 0};
  }
  const auto* list = request.values.find("sizes");
  if (list == nullptr) {
    const auto& samples = request.values.at("samples");
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

scaling::BreakEven measure_break_even(const Request& request, std::uint64_t seed, bool quiet) {
  const auto launch = [&](double factor) {
    const auto alone = words_of(request, seed, factor);
    auto together = alone;
    together.insert(together.begin(), {"mpirun", "-np", "2"});
    const double one = seconds_of(alone);
    return scaling::Race{one, seconds_of(together)};
  };
  const auto tell = [&](const scaling::Tried& tried) {
    if (!quiet)
      std::cerr << "break-even: " + sized(request, tried.size).text() + ": 1 process takes " +
                       report::digits(tried.median.one, 3) + " s, 2 take " +
                       report::digits(tried.median.two, 3) + " s, launch and all" +
                       (tried.faster == scaling::Faster::neither ? ": too near to say\n" : "\n");
  };
  return scaling::find_break_even(launch, smallest, longest_work, tell);
}

std::string break_even_text(const Request& request, const scaling::BreakEven& found) {
  const auto work = [&](double size) { return request.program + ' ' + sized(request, size).text(); };
  const auto [least, most] =
      std::ranges::minmax(found.tried, {}, [](const scaling::Tried& tried) { return tried.size; });
  const std::string tried = least.size == most.size ? ", at " + work(least.size)
                                                    : ", from " + work(least.size) + " to " + work(most.size);
  const auto is_open = [](const scaling::Tried& one) { return one.faster == scaling::Faster::neither; };
  const std::string said =
      std::ranges::any_of(found.tried, is_open) ? " where that could be said" + tried + '.' : tried + '.';
  const std::string two = "Break-even: 2 processes, launched by mpirun, are done sooner than 1 at ";
  if (found.loses == 0 && std::isinf(found.wins))
    return "Break-even: 1 process and 2, launched by mpirun, are too near to each other to say" + tried + '.';
  if (found.loses == 0) return two + "every size tried" + said;
  if (std::isinf(found.wins)) return two + "no size tried" + said;
  return "Break-even: 1 process is done sooner up to " + work(found.loses) +
         "; 2 processes, launched by mpirun, from " + work(found.wins) + " on.";
}

report::Json to_json(const Request& request, const scaling::BreakEven& found) {
  report::Json tried = report::Json::array();
  for (const scaling::Tried& one : found.tried)
    tried.push_back({{"work", sized(request, one.size).text()},
                     {"times", one.size},
                     {"races", one.races},
                     {"seconds_1", one.median.one},
                     {"seconds_2", one.median.two},
                     {"faster", one.faster == scaling::Faster::one   ? report::Json(1)
                                : one.faster == scaling::Faster::two ? report::Json(2)
                                                                     : report::Json()}});
  return {{"loses", found.loses},
          {"wins", found.wins},
          {"sentence", break_even_text(request, found)},
          {"tried", tried}};
}

}  // namespace quadrille::apps
