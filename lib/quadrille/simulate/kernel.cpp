#include "quadrille/simulate/kernel.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "quadrille/vector/arithmetic.hpp"

namespace quadrille::simulate {
namespace {

constexpr double random_cost = 0.7;    // nanoseconds a value
constexpr double computed_cost = 0.5;  // likewise
constexpr double summary_cost = 0.7;   // likewise, of a column

ColumnSummary summary_of(std::uint64_t first, std::span<const double> values, const statistics::Grid& grid) {
  ColumnSummary summary{statistics::moments_of(values, grid), {}};
  if (!std::isnan(summary.moments.mean)) return summary;
  for (std::size_t i = 0; i < values.size(); ++i)
    if (std::isnan(values[i])) summary.nan.merge({1, first + i});
  return summary;
}

/// Merges column by column; no columns are no draws.
template <class Column>
void merge_columns(std::vector<Column>& left, const std::vector<Column>& right) {
  if (left.empty()) {
    left = right;
    return;
  }
  for (std::size_t c = 0; c < right.size(); ++c) left[c].merge(right[c]);
}

}  // namespace

void NanRecord::merge(const NanRecord& right) {
  if (count == 0) first = right.first;
  count += right.count;
}

void ColumnSummary::merge(const ColumnSummary& right) {
  moments.merge(right.moments);
  nan.merge(right.nan);
}

void Summary::merge(const Summary& right) { merge_columns(columns, right.columns); }

void Tally::merge(const Tally& right) { merge_columns(columns, right.columns); }

work::Layout layout(const Problem& problem) {
  double cost = summary_cost * static_cast<double>(problem.columns.size());
  for (const auto v : needed_variables(problem)) {
    const auto& variable = problem.model.variables[v];
    if (variable.distribution != nullptr) cost += random_cost;
    for (const auto& term : variable.terms) cost += term.constant ? 0 : computed_cost;
  }
  const auto blocks = (problem.draws + block_draws - 1) / block_draws;
  const auto last = blocks == 0 ? 0 : problem.draws - (blocks - 1) * block_draws;
  return {1,
          {{.blocks = blocks,
            .block_cost = cost * static_cast<double>(block_draws),
            .last_block_cost = cost * static_cast<double>(last),
            .replicate_cost = 0}},
          work::Growth::blocks};
}

Kernel::Kernel(const Problem& problem)
    : problem_(problem), sampler_(problem), values_(block_draws * problem.columns.size()) {
  for (const auto values : sample(0, block_draws)) grids_.push_back(statistics::grid_of(values));
  if (std::ranges::any_of(grids_, &statistics::Grid::is_crowded)) refine_grids();
}

void Kernel::refine_grids() {
  std::vector<std::vector<double>> pilots(grids_.size());
  for (std::uint64_t first = 0; first < statistics::large_pilot; first += block_draws) {
    const auto columns = sample(first, block_draws);
    for (std::size_t c = 0; c < grids_.size(); ++c)
      if (grids_[c].is_crowded) pilots[c].insert(pilots[c].end(), columns[c].begin(), columns[c].end());
  }
  for (std::size_t c = 0; c < grids_.size(); ++c) grids_[c] = statistics::refined(grids_[c], pilots[c]);
}

std::span<const std::span<double>> Kernel::sample(std::uint64_t first, std::uint64_t count) {
  columns_.clear();
  for (std::size_t c = 0; c < problem_.columns.size(); ++c)
    columns_.push_back(std::span(values_).subspan(c * block_draws, count));
  sampler_(first, columns_);
  return columns_;
}

Summary Kernel::operator()(const work::Block& block, Tally& tally) {
  const vector::IeeeArithmetic arithmetic;
  if (tally.columns.empty())
    for (const auto& grid : grids_) tally.columns.emplace_back(grid);
  const auto first = block.block * block_draws;
  const auto columns = sample(first, std::min(block_draws, problem_.draws - first));
  Summary summary;
  summary.columns.reserve(columns.size());
  for (std::size_t c = 0; c < columns.size(); ++c) {
    summary.columns.push_back(summary_of(first, columns[c], grids_[c]));
    tally.columns[c].add(columns[c]);
  }
  return summary;
}

}  // namespace quadrille::simulate
