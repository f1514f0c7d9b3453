#include "quadrille/workload/draws_output.hpp"

#include <algorithm>
#include <cstddef>
#include <iostream>
#include <memory>
#include <span>

#include <unistd.h>

#include "quadrille/draws/csv.hpp"
#include "quadrille/draws/room.hpp"
#include "quadrille/draws/rows.hpp"
#include "quadrille/draws/stream.hpp"
#include "quadrille/simulate/sampler.hpp"
#include "quadrille/system/clock.hpp"
#include "quadrille/workload/best_seconds.hpp"

namespace quadrille::workload {
namespace {

constexpr double usual_cost_of_text = 100;  // ns, of a number
constexpr double bytes_per_second = 1e9;    // of a fast disk

draws::Fill fill_of(const simulate::Problem& problem) {
  return [sampler = std::make_shared<simulate::Sampler>(problem)](
             std::uint64_t first, std::span<const std::span<double>> columns) { (*sampler)(first, columns); };
}

/// How far a file of draws is, on stderr.
class Writing {
 public:
  Writing(distribute::Look look, std::uint64_t rows) : look_(look), rows_(static_cast<double>(rows)) {}
  ~Writing() {
    if (progress_) progress_->finish();
  }
  Writing(const Writing&) = delete;
  Writing& operator=(const Writing&) = delete;

  void update(std::uint64_t before, std::uint64_t now) {
    const auto done = static_cast<double>(before);
    if (!progress_) progress_.emplace(std::cerr, look_, distribute::Amount{rows_, "rows"}, done / rows_);
    progress_->update(system::seconds_now() - start_, (static_cast<double>(now) - done) / (rows_ - done));
  }

 private:
  distribute::Look look_;
  double rows_;
  double start_ = system::seconds_now();
  std::optional<distribute::Progress> progress_;
};

}  // namespace

std::uint64_t rows_to_write(team::Team& team, const std::string& path, const simulate::Problem& problem,
                            const std::optional<distribute::Journal>& journal) {
  draws::check_writable_by_all(team, path);
  const auto folder = journal ? std::optional(journal->folder()) : std::nullopt;
  return draws::require_room(team, path, simulate::column_names(problem), problem.draws, fill_of(problem),
                             folder);
}

double seconds_to_write(const simulate::Problem& problem, std::uint64_t rows, int processes) {
  if (rows == 0) return 0;
  draws::Rows text(problem.columns.size(), fill_of(problem));
  const auto count = std::min(rows, text.most());
  std::size_t bytes = 0;
  const double seconds = best_seconds([&] { bytes = text(0, count).size(); });
  return static_cast<double>(rows) / static_cast<double>(count) *
         (seconds / processes + static_cast<double>(bytes) / bytes_per_second);
}

double cost_to_write(const simulate::Problem& problem, std::uint64_t rows) {
  return static_cast<double>(rows) * static_cast<double>(problem.columns.size() + 1) * usual_cost_of_text;
}

void write_draws(team::Team& team, const std::string& path, const simulate::Problem& problem,
                 const std::optional<distribute::Journal>& journal, distribute::Look look) {
  const auto names = simulate::column_names(problem);
  Writing writing(team.rank() == 0 ? look : distribute::Look::none, problem.draws);
  const auto tell = [&](std::uint64_t before, std::uint64_t now) { writing.update(before, now); };
  if (journal)
    draws::write_csv(team, path, names, problem.draws, fill_of(problem), journal->folder(), tell);
  else
    draws::write_csv(team, path, names, problem.draws, fill_of(problem), tell);
}

bool stream_draws(team::Team& team, const simulate::Problem& problem) {
  return draws::stream_csv(team, STDOUT_FILENO, "standard output", simulate::column_names(problem),
                           problem.draws, fill_of(problem));
}

}  // namespace quadrille::workload
