#include "quadrille/integrate/notes.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

#include "quadrille/formula/names.hpp"
#include "quadrille/integrate/integrand.hpp"
#include "quadrille/text/note.hpp"
#include "quadrille/text/number.hpp"
#include "quadrille/text/quote.hpp"
#include "quadrille/text/setting.hpp"

namespace quadrille::integrate {
namespace {

constexpr auto doubt = text::Note::Kind::doubt;
constexpr auto information = text::Note::Kind::information;

std::string samples(const Row& row) { return "samples " + std::to_string(row.samples); }

void note_nan(const Kernel& kernel, std::span<Row> rows, std::vector<text::Note>& notes) {
  std::uint64_t values = 0, sizes = 0;
  for (Row& row : rows) {
    if (row.nan.count == 0) continue;
    values += row.nan.count;
    ++sizes;
    row.notes.emplace_back("not-a-number");
  }
  if (values == 0) return;
  const auto first = std::ranges::find_if(rows, [](const Row& row) { return row.nan.count > 0; });
  const auto group = static_cast<std::uint64_t>(first - rows.begin());
  notes.push_back({"not-a-number", doubt, samples(*first),
                   "the formula is not a number at " + std::to_string(values) + " points of " +
                       std::to_string(sizes) + (sizes == 1 ? " size, first at " : " sizes, first at ") +
                       text::shortest(first->nan.first_x) + " with " + std::to_string(first->samples) +
                       " samples: " + kernel.replay(group, first->nan.first_replicate)});
}

void note_bias(const Problem& problem, std::vector<text::Note>& notes) {
  const std::string name(integrate::name(problem.estimator));
  switch (problem.estimator) {
    case Estimator::spacings:
      notes.push_back(
          {"biased", information, "",
           name +
               " is biased by about -2 (b - a) f(a) / n, which may be less or more than it spreads: a "
               "standard error here is that of its expectation, and no interval for the integral is "
               "given; " +
               text::spoken("estimator", "stratified") + " has one"});
      break;
    case Estimator::trapezoid:
      notes.push_back(
          {"biased", information, "",
           name +
               " is biased by O(1/n^2) where f is smooth, which may be more than it spreads: a standard "
               "error here is that of its expectation, and no interval for the integral is given; " +
               text::spoken("estimator", "stratified") + " has one"});
      break;
    case Estimator::midpoint:
      notes.push_back({"no-standard-error", information, "",
                       "midpoint has no randomness: no standard error, and the same for every seed"});
      break;
    default:
      break;
  }
}

void note_infinities(std::span<Row> rows, std::span<const Summary> summaries,
                     std::vector<text::Note>& notes) {
  bool is_first = true;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Row& row = rows[i];
    if (!row.estimate || std::isfinite(*row.estimate) || row.nan.count > 0) continue;
    row.notes.emplace_back("not-finite");
    if (!std::exchange(is_first, false)) continue;
    notes.push_back({"not-finite", doubt, samples(row),
                     "with " + std::to_string(row.samples) + " samples the estimate is not finite: " +
                         (std::isfinite(summaries[i].estimates.mean)
                              ? "the integral is beyond the range of a double"
                              : "the formula is infinite, or beyond the range of a double, at some point")});
  }
}

void note_missing_reference(const Knowledge& known, std::span<const Row> rows,
                            std::vector<text::Note>& notes) {
  const auto counts = [](const Row& row) { return row.estimate && row.samples > 0; };
  const auto has_nan = [](const Row& row) { return row.nan.count > 0; };
  if (std::ranges::none_of(rows, counts) || std::ranges::any_of(rows, has_nan)) return;
  notes.push_back(
      {"no-reference", information, "",
       "no reference, so no errors: " +
           (known.zeros > 0 ? "quadrature met nothing but 0 at " + std::to_string(known.zeros) +
                                  " points, which cannot exclude a narrow peak"
                            : "adaptive quadrature found no value; there is none, or it is hard to find") +
           "; where it is known, write " + text::spoken("exact", "VALUE")});
}

/// Of each code the note on the largest size, which says it best, and how many others it is true of.
void note_rows(const Problem& problem, const Knowledge& known, std::span<Row> rows,
               std::span<const Summary> summaries, std::vector<text::Note>& notes) {
  const std::size_t first = notes.size();
  std::map<std::string, std::size_t> others;
  for (std::size_t i = rows.size(); i-- > 0;) {
    for (text::Note& note : doubts_of(problem, known, rows[i], summaries[i])) {
      rows[i].notes.push_back(note.code);
      const bool is_new = others.try_emplace(note.code, 0).second;
      if (is_new)
        notes.push_back(std::move(note));
      else
        ++others[rows[i].notes.back()];
    }
  }
  for (text::Note& note : std::span(notes).subspan(first)) {
    const std::size_t count = others[note.code];
    if (count > 0)
      note.text += " (and so with " + std::to_string(count) + (count == 1 ? " other size)" : " other sizes)");
  }
}

void note_no_variable(const Problem& problem, std::vector<text::Note>& notes) {
  std::string constants;
  for (const std::string& name : constants_alone(problem.formula))
    constants += (constants.empty() ? ": " : " and ") + name + " is the constant " +
                 text::shortest(*formula::constant_value(name));
  if (constants.empty()) return;
  notes.push_back({"no-variable", information, "",
                   "the formula has no variable" + constants + "; it is integrated as a constant"});
}

/// `sinx`, `log10x`: a variable, of any name, though it may be meant as a function of one.
void note_name_of_variable(const Problem& problem, std::vector<text::Note>& notes) {
  const std::string name = variable_of(problem.formula);
  if (name.empty()) return;
  const std::string function = name.substr(0, name.size() - 1), rest = name.substr(name.size() - 1);
  if (!formula::is_function(function) || formula::is_digit(rest.front())) return;
  notes.push_back({"name-of-variable", information, "",
                   "the formula integrates over " + text::quoted(name) +
                       "; where the function is meant, write " + function + "(" + rest + ")"});
}

}  // namespace

std::vector<text::Note> notes_on(const Kernel& kernel, const Knowledge& known, std::span<Row> rows,
                                 std::span<const Summary> summaries) {
  std::vector<text::Note> notes;
  note_no_variable(kernel.problem(), notes);
  note_name_of_variable(kernel.problem(), notes);
  note_nan(kernel, rows, notes);
  note_bias(kernel.problem(), notes);
  note_infinities(rows, summaries, notes);
  if (!known.reference) note_missing_reference(known, rows, notes);
  note_rows(kernel.problem(), known, rows, summaries, notes);
  return notes;
}

}  // namespace quadrille::integrate
