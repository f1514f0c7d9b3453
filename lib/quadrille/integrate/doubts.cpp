// What an interval is in doubt of.
#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>

#include "quadrille/formula/linear_form.hpp"
#include "quadrille/formula/names.hpp"
#include "quadrille/integrate/integrand.hpp"
#include "quadrille/integrate/notes.hpp"
#include "quadrille/integrate/sums.hpp"
#include "quadrille/statistics/doubt.hpp"
#include "quadrille/statistics/student.hpp"
#include "quadrille/text/note.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/setting.hpp"

namespace quadrille::integrate {
namespace {

using statistics::Basis;

/// Fewer degrees of freedom than that from so many strata: the variance is that of a pole or a jump. A smooth
/// function keeps many more, or has few strata.
constexpr double few_degrees = 6;
constexpr std::uint64_t many_strata = 15;

/// An estimate so far from the reference would come once in so many, by Student's t.
constexpr double improbable = 1e-5;
constexpr double rounding = 1e-12;

/// The sample's variance is so many of its own standard errors above the true one, and four times it.
constexpr double far_above = 10;

constexpr auto doubt = text::Note::Kind::doubt;

std::string shown(double x) {
  char text[32];
  std::snprintf(text, sizeof text, "%.6g", x);
  return text;
}

/// Judges one row.
class Judge {
 public:
  Judge(const Problem& problem, const Knowledge& known, const Row& row, const Summary& summary)
      : problem_(problem),
        known_(known),
        row_(row),
        summary_(summary),
        values_(row.samples * problem.repeats) {
    for (const Rehearsal& rehearsal : known.rehearsals)
      if (rehearsal.samples <= row.samples) rehearsal_ = rehearsal;
  }

  std::vector<text::Note> notes() {
    if (!row_.low || row_.nan.count > 0) return {};
    const bool no_width = row_.standard_error == 0.0;
    if (no_width || !std::isfinite(*row_.standard_error))
      add(basis());
    else if (!std::isfinite(*row_.low) || !std::isfinite(*row_.high))
      add("not-finite", "reaches beyond the range of a double");
    else if (rehearsal_ && !held())
      judge_rehearsal();
    if (!(is_rehearsed() && held())) judge_causes();
    judge_rounding();
    judge_reference();
    return std::move(notes_);
  }

 private:
  std::string subject() const { return "with " + std::to_string(row_.samples) + " samples the interval"; }
  std::string where() const { return "samples " + std::to_string(row_.samples); }
  void add(const char* code, const std::string& words) {
    notes_.push_back({code, doubt, where(), subject() + ' ' + words});
  }
  /// By the rules for all intervals. A formula that is constant as it is written has no spread to be missed.
  void add(const Basis& basis) {
    const auto found = statistics::doubt_of(basis);
    if (found == statistics::Doubt::none) return;
    const bool no_spread = found == statistics::Doubt::no_spread;
    if (no_spread && is_constant(problem_.formula)) return;
    notes_.push_back(statistics::note_of(found, basis, where(), subject()));
    const bool is_settled = summary_.roughness.sum > 0 || (is_rehearsed() && held());
    if (no_spread && is_settled && holds_reference()) notes_.back().kind = text::Note::Kind::information;
  }

  Basis basis() const {
    Basis basis{.values = values_, .standard_error = *row_.standard_error};
    basis.dominance = problem_.estimator == Estimator::mean        ? summary_.values.dominance()
                      : problem_.repeats >= statistics::few_values ? summary_.estimates.dominance()
                                                                   : std::nullopt;
    if (summary_.roughness.sum > 0) basis.alike = "strata with equal values in each";
    if (problem_.repeats > 1) basis.alike = "estimates that are all equal";
    basis.enough = rehearsal_ ? 0 : 30;
    const Law& law = known_.law;
    if (law.sd) {
      const auto n = static_cast<double>(values_);
      basis.true_error = *law.sd * (std::fabs(problem_.to - problem_.from) / std::sqrt(n));
      if (law.skewness) basis.coverage = statistics::coverage_of(n, *law.skewness, law.excess.value_or(0));
    }
    return basis;
  }

  /// By a trial of this very size.
  bool is_rehearsed() const {
    return rehearsal_ && rehearsal_->samples == row_.samples && rehearsal_->repeats == problem_.repeats;
  }
  bool held() const { return rehearsal_->tried.holds(); }

  /// What trials' intervals are to hold.
  const char* rehearsed_truth() const {
    return known_.reference && rehearsal_->agrees ? "the integral" : "the mean of all their estimates";
  }

  void judge_rehearsal() {
    statistics::Tried tried = rehearsal_->tried;
    if (!is_rehearsed()) tried.coverage = 1;  // that of more points is another
    if (!tried.holds()) notes_.push_back(statistics::note_of(tried, where(), subject(), rehearsed_truth()));
  }

  /// What this sample says of itself, where no trial says that it need not.
  void judge_causes() {
    const bool smaller_held = rehearsal_ && held();
    if (problem_.estimator == Estimator::stratified) judge_strata(smaller_held);
    if (problem_.estimator == Estimator::mean && !smaller_held) judge_mean();
    if (notes_.empty() && !smaller_held) add(basis());
  }

  void judge_mean() {
    const Law& law = known_.law;
    if (law.known && !law.sd && *row_.standard_error > 0)
      add("infinite-variance",
          "may not hold: quadrature finds the integral, but not the variance of the formula's values, which "
          "may be infinite; " +
              text::spoken("estimator", "stratified") + " comes nearer");
  }

  void judge_strata(bool smaller_held) {
    const Roughness& roughness = summary_.roughness;
    const std::uint64_t strata = roughness.strata * problem_.repeats;
    const bool no_width = row_.standard_error == 0.0;
    const bool is_missed = is_tower() && !is_seen_by_repeats() && !reaches_all_steps();
    if ((no_width ? roughness.sum > 0 : is_missed) && !holds_reference()) {
      const double at = is_tower() ? roughness.tower_at : roughness.largest_at;
      add("jump",
          "does not hold: the strata's neighbours differ more than the points within them say; a jump or a "
          "pole is suspected near " +
              shown(at) + ": integrate up to it and from it on");
    } else if (!no_width && !smaller_held && strata >= many_strata && summary_.freedoms < few_degrees) {
      add("few-strata", "does not hold: few strata carry the variance (" + shown(summary_.freedoms) +
                            " degrees of freedom from " + std::to_string(strata) + " strata), as at a pole");
    }
  }

  /// `variance` is that of the sample's variance, relative to its square. Where it is above 1, single values
  /// or few repeats make the sample's variance, and may make it so large.
  static bool spreads_too_far(double ratio, double variance) {
    const double square = ratio * ratio;
    return square > 4 && square > 1 + far_above * std::max(variance, std::sqrt(variance));
  }

  bool is_tower() const { return summary_.roughness.tower > towering_part * summary_.roughness.sum; }

  /// Of 2 R points in the stratum of a jump several lie on either side, or else estimates spread less.
  bool is_seen_by_repeats() const {
    if (problem_.repeats == 1) return false;
    const double part = std::min(0.5, 5 / static_cast<double>(problem_.repeats));
    return summary_.estimates.variance().value_or(0) >=
           summary_.tower * summary_.tower / 2 * part * (1 - part);
  }

  /// Two points in the stratum of a jump of height 1, anywhere in it, have a mean that is 1/12 off in
  /// variance. An interval that reaches twice as far as if all steps were jumps has seen enough of them.
  bool reaches_all_steps() const {
    const double steps = summary_.tower * std::sqrt(summary_.roughness.sum / summary_.roughness.tower);
    const double reach = std::ldexp((*row_.high - *row_.low) / 2, -summary_.unit());
    return problem_.repeats == 1 && reach * reach >= steps * steps / 3;
  }

  /// A jump that was missed would be seen in the error: where it is not, it lies on a border between strata.
  bool holds_reference() const {
    return row_.error && std::fabs(*row_.error) <= (*row_.high - *row_.low) / 2 + rounded();
  }

  std::string something_missed() const {
    return problem_.exact
               ? "it is not this integral's, or random points miss something, such as a narrow peak"
               : "one of the two has missed something, such as a narrow peak or a jump";
  }

  double rounded() const { return rounding * std::max(std::fabs(*row_.estimate), known_.law.magnitude); }

  /// A sum of doubles is right to half a unit in its last place at best.
  void judge_rounding() {
    constexpr double half_a_unit = 0x1p-53;
    const double error = *row_.standard_error;
    if (error > 0 && error < half_a_unit * std::fabs(*row_.estimate))
      add("below-rounding",
          "is narrower than the rounding of the estimate; integrate the formula without its large constant "
          "part");
  }

  /// Of `mean`, whose variance is known.
  void judge_spread() {
    const Law& law = known_.law;
    if (!law.sd || !law.excess) return;
    const double ratio = *row_.standard_error / *basis().true_error;
    const auto n = static_cast<double>(values_), repeats = static_cast<double>(problem_.repeats);
    const double variance = *law.excess / n + 2 / (problem_.repeats == 1 ? n : repeats - 1);
    if (spreads_too_far(ratio, variance))
      add("reference-differs", "and quadrature do not belong together: these values spread " + shown(ratio) +
                                   " times as far as it finds that they do; it has missed something, such as "
                                   "a narrow peak or a jump");
  }

  void judge_reference() {
    if (rehearsal_ && !rehearsal_->agrees) {
      add("reference-differs",
          "and the reference do not belong together: of " + std::to_string(rehearsal_->tried.trials) +
              " estimates from other random numbers the mean lies more than 6 standard errors from the "
              "reference: " +
              something_missed());
      return;
    }
    if (!row_.error || !std::isfinite(*row_.standard_error)) return;
    judge_spread();
    const double apart = std::fabs(*row_.error) - rounded();
    if (!(apart > 0)) return;
    const double error = *row_.standard_error;
    if (error <= rounded()) {
      add("reference-differs",
          "and the reference differ, though it has no width: what was met is equal by chance, or " +
              something_missed());
    } else if (2 * statistics::student_cdf(-apart / error, *row_.freedom) < improbable) {
      add("reference-differs",
          "and the reference lie farther apart than by Student's t chance puts them once in 100,000 times: " +
              something_missed());
    }
  }

  const Problem& problem_;
  const Knowledge& known_;
  const Row& row_;
  const Summary& summary_;
  std::uint64_t values_;
  std::optional<Rehearsal> rehearsal_;  // of this size, or of the largest smaller one
  std::vector<text::Note> notes_;
};

}  // namespace

std::vector<text::Note> doubts_of(const Problem& problem, const Knowledge& known, const Row& row,
                                  const Summary& summary) {
  return Judge(problem, known, row, summary).notes();
}

}  // namespace quadrille::integrate
