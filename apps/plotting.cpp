#include "plotting.hpp"

#include "quadrille/report/plot.hpp"
#include "quadrille/system/partial_file.hpp"
#include "quadrille/team/team.hpp"
#include "quadrille/text/error.hpp"

namespace quadrille::apps {
namespace {

/// Why the plot cannot be drawn; "" if it can.
std::string refusal(const options::Value& target) {
  try {
    report::check_plot(target.text, target.where);
    system::PartialFile trial;
    const std::string why = target.text == "-" ? "" : system::refusal(target.text, trial);
    return why.empty() ? "" : target.where + ": " + why;
  } catch (const text::InputError& error) {
    return error.what();
  }
}

}  // namespace

options::Option plot_option(const std::string& what) {
  return {"plot",
          "FILE",
          what + " to FILE (.png, .svg or .pdf), or - for the terminal. Needs gnuplot.",
          {},
          options::Option::Names::a_path,
          options::Option::Use::report};
}

std::optional<std::string> plot_target(team::Team& team, const options::Values& values) {
  const auto* target = values.find("plot");
  // Collective even without one: ranks whose options differ are refused elsewhere, not hung here.
  team.from_rank_0([&] {
    const std::string why = target != nullptr ? refusal(*target) : "";
    if (!why.empty()) throw text::InputError(why);
  });
  if (target == nullptr) return std::nullopt;
  return target->text == "-" ? target->text : system::resolved(target->text);  // a link stays one
}

}  // namespace quadrille::apps
