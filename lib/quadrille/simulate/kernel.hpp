// The kernel of a simulation: one base block of draws -> summaries of its columns.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "quadrille/simulate/problem.hpp"
#include "quadrille/simulate/sampler.hpp"
#include "quadrille/statistics/moments.hpp"
#include "quadrille/statistics/quantiles.hpp"
#include "quadrille/work/layout.hpp"

namespace quadrille::simulate {

/// NaN among the values of a column.
struct NanRecord {
  std::uint64_t count = 0;
  std::uint64_t first = 0;  ///< the first such draw, if there is one

  void merge(const NanRecord& right);

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& count& first;
  }
};

struct ColumnSummary {
  statistics::Moments moments;  ///< in the unit of the column's grid
  NanRecord nan;

  void merge(const ColumnSummary& right);

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& moments& nan;
  }
};

/// The sums over some stretch of draws, by column; empty for no draws.
struct Summary {
  std::vector<ColumnSummary> columns;

  void merge(const Summary& right);

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& columns;
  }
};

/// Where the values of the columns lie; empty for no draws.
struct Tally {
  std::vector<statistics::Quantiles> columns;

  void merge(const Tally& right);

  template <class Archive>
  void serialize(Archive& archive, unsigned) {
    archive& columns;
  }
};

/// Returns the work of a problem: one replicate of one group, whose blocks may grow. Costs are in nanoseconds
/// on a processor of about 2022; only their ratios to each other and to a millisecond matter.
work::Layout layout(const Problem& problem);

/// A work::Kernel with one group of one replicate. The grids of the quantiles
/// come from the 1024 draws of block 0, however many are asked for, and where these crowd a column's bins
/// from the 8192 of blocks 0 to 7.
class Kernel {
 public:
  using Leaf = simulate::Summary;
  using Summary = simulate::Summary;
  using Tally = simulate::Tally;

  explicit Kernel(const Problem& problem);

  Leaf operator()(const work::Block& block, Tally& tally);

  Summary conclude(std::uint64_t, std::uint64_t, const Leaf& leaf) const { return leaf; }

  /// Returns the command line that shows the block's first draw.
  std::string replay(const work::Block& block) const {
    return replay_command(problem_, block.block * block_draws);
  }

 private:
  void refine_grids();
  std::span<const std::span<double>> sample(std::uint64_t first, std::uint64_t count);

  Problem problem_;
  Sampler sampler_;
  std::vector<double> values_;
  std::vector<std::span<double>> columns_;
  std::vector<statistics::Grid> grids_;
};

}  // namespace quadrille::simulate
