#include "quadrille/statistics/doubt.hpp"

#include <algorithm>
#include <cmath>

#include "quadrille/statistics/moments.hpp"
#include "quadrille/statistics/trials.hpp"
#include "quadrille/text/number.hpp"

namespace quadrille::statistics {
namespace {

/// A sample's standard error that is smaller than this part of the true one has missed what carries the
/// variance.
constexpr double far_too_small = 0.5;

std::string counted(std::uint64_t values) {
  return std::to_string(values) + (values == 1 ? " value" : " values");
}

}  // namespace

Doubt doubt_of(const Basis& basis) {
  if (!std::isfinite(basis.standard_error)) return Doubt::not_finite;
  if (basis.standard_error == 0) return Doubt::no_spread;
  if (basis.values < basis.enough) return Doubt::few;
  if (basis.coverage && *basis.coverage < enough_coverage) return Doubt::skewed;
  if (basis.true_error && basis.standard_error < far_too_small * *basis.true_error) return Doubt::too_small;
  if (!basis.coverage && basis.dominance > harmless_dominance) return Doubt::one_value_dominates;
  return Doubt::none;
}

double coverage_of(double n, double skewness, double excess) {
  constexpr double z = 1.959963984540054, z2 = z * z;
  constexpr double density = 0.05844507;  // of the standard normal at z
  const double change = excess / 12 * (z2 - 3) - skewness * skewness / 18 * (z2 * z2 + 2 * z2 - 3);
  return std::clamp(0.95 + 2 * density * z * change / n, 0.0, 1.0);
}

bool Tried::holds() const { return coverage >= enough_coverage && !(settling > hardly_settles); }

text::Note note_of(const Tried& tried, std::string where, const std::string& subject,
                   const std::string& truth) {
  const bool misses = tried.coverage < enough_coverage;
  return {misses ? "low-coverage" : "unsettled", text::Note::Kind::doubt, std::move(where),
          subject + " does not hold: " +
              (misses ? "of " + std::to_string(tried.trials) + " 95 % intervals from other random numbers " +
                            text::percent(tried.coverage) + " hold " + truth
                      : "from other random numbers, means of ten times as many values spread " +
                            text::percent(tried.settling) +
                            " as far, and not 32 %: a mean that exists and is near would settle sooner")};
}

text::Note note_of(Doubt doubt, const Basis& basis, std::string where, const std::string& subject) {
  using Kind = text::Note::Kind;
  const auto note = [&](const char* code, const std::string& words) {
    return text::Note{code, Kind::doubt, std::move(where), subject + ' ' + words};
  };
  switch (doubt) {
    case Doubt::not_finite:
      return note(
          "no-error",
          "is not finite: values are not numbers, infinite, or beyond the range of a double when squared");
    case Doubt::no_spread:
      return note("all-equal",
                  std::string("rests on ") + basis.alike +
                      ": unless they are so by their formula it does not hold, for it knows nothing of "
                      "values that were not met");
    case Doubt::too_small:
      return note("error-too-small", "does not hold: these values spread " +
                                         text::percent(basis.standard_error / *basis.true_error) +
                                         " as far as quadrature finds that they do; take more samples");
    case Doubt::few:
      return note("few-points", "rests on " + counted(basis.values) + ": intervals from fewer than " +
                                    std::to_string(basis.enough) +
                                    " may cover less than the 95 % that they claim");
    case Doubt::skewed:
      return note("skewed", "does not hold: so skewed are the values that intervals from " +
                                counted(basis.values) + " cover less than 93 %; take more samples");
    default:
      return note("one-value-dominates",
                  "does not hold: one value alone has " + text::percent(basis.dominance.value_or(1)) +
                      " or more of the variance, and up to " + text::percent(harmless_dominance) +
                      " are harmless; more of them may help, unless the variance is infinite");
  }
}

}  // namespace quadrille::statistics
