#include "random/sorted_uniforms.hpp"

#include <algorithm>
#include <bit>

#include "random/gamma.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "random/sorted_uniforms.cpp"
#include <hwy/foreach_target.h>
//
#include "random/group-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace quadrille::random::HWY_NAMESPACE {

/// Exponentials with indices first .. first + count into width[0 .. 8 rows), zero beyond the count, and the
/// totals of the eight lanes.
void draw_exponentials(const Key& key, std::uint64_t first, std::size_t count, double* width,
                       double* totals) {
  const GroupGenerator generator(key, 0);
  Doubles sum = qv::zero();
  const std::size_t rows = (count + 7) / 8;
  for (std::size_t row = 0; row < rows; row += 2) {
    const auto numbers = Exponential::from(generator.bits((first + 8 * row) / 16));
    const std::size_t left = count - 8 * row;
    const Doubles e0 = qv::select(qv::first_lanes(left), numbers.first, qv::zero());
    sum = sum + e0;
    qv::store(e0, width + 8 * row);
    if (left > 8) {
      const Doubles e1 = qv::select(qv::first_lanes(left - 8), numbers.second, qv::zero());
      sum = sum + e1;
      qv::store(e1, width + 8 * row + 8);
    }
  }
  qv::store(sum, totals);
}

/// Scales the widths and runs each lane's positions from `starts`; no position passes `high`.
void run_positions(double scale, const double* starts, double high, std::size_t rows, double* width,
                   double* position) {
  const Doubles scales = qv::broadcast(scale), last = qv::broadcast(high), start = qv::load(starts);
  Doubles sum = qv::zero();
  for (std::size_t row = 0; row < rows; ++row) {
    const Doubles exponential = qv::load(width + 8 * row);
    sum = sum + exponential;
    const Doubles x = qv::fma(sum, scales, start);
    qv::store(qv::select(x < last, x, last), position + 8 * row);
    qv::store(exponential * scales, width + 8 * row);
  }
}

}  // namespace quadrille::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quadrille::random {

HWY_EXPORT(draw_exponentials);
HWY_EXPORT(run_positions);

SortedUniforms::SortedUniforms(std::uint64_t seed, const std::string& purpose, std::uint64_t points,
                               Interval interval)
    : exponentials_(seed, purpose + "; spacings"),
      splits_(seed, purpose + "; splits"),
      points_(points),
      interval_(interval),
      position_(std::min(block_spacings, (points + 8) / 8 * 8)),
      width_(position_.size()) {}

std::uint64_t SortedUniforms::spacings_before(std::uint64_t block) const {
  return std::min(block * block_spacings, points_ + 1);
}

SortedUniforms::Node SortedUniforms::find(std::uint64_t block) {
  while (!path_.empty() && (block < path_.back().first || block >= path_.back().last)) path_.pop_back();
  if (path_.empty()) path_.push_back({0, blocks(points_), 0.0, 1.0});
  while (path_.back().last - path_.back().first > 1) {
    const Node node = path_.back();
    // The left child is a perfect subtree: the largest power of two below the number of blocks.
    const std::uint64_t middle = node.first + std::bit_floor(node.last - node.first - 1);
    const auto left_spacings = static_cast<double>(spacings_before(middle) - spacings_before(node.first));
    const auto right_spacings = static_cast<double>(spacings_before(node.last) - spacings_before(middle));
    const double left = gamma(splits_, 2 * middle, left_spacings);
    const double right = gamma(splits_, 2 * middle + 1, right_spacings);
    const double left_share = node.share * (left / (left + right));
    const double right_share = node.share * (right / (left + right));
    path_.push_back(block < middle ? Node{node.first, middle, node.start, left_share}
                                   : Node{middle, node.last, node.start + left_share, right_share});
  }
  return path_.back();
}

const SpacingsBlock& SortedUniforms::draw(std::uint64_t block) {
  const Node node = find(block);
  const double length = interval_.high - interval_.low;
  block_.first = spacings_before(block);
  block_.count = static_cast<std::uint32_t>(spacings_before(block + 1) - block_.first);
  block_.rows = (block_.count + 7) / 8;
  block_.full_lanes = block_.count - 8 * (block_.rows - 1);
  block_.start = std::min(interval_.low + length * node.start, interval_.high);

  double totals[8];
  HWY_DYNAMIC_DISPATCH(draw_exponentials)
  (exponentials_.key(), block_.first, block_.count, width_.data(), totals);
  double total = 0, before[8];
  for (int lane = 0; lane < 8; ++lane) {
    before[lane] = total;
    total += totals[lane];
  }
  const double scale = length * node.share / total;
  double starts[8];
  for (int lane = 0; lane < 8; ++lane) starts[lane] = block_.start + before[lane] * scale;
  HWY_DYNAMIC_DISPATCH(run_positions)
  (scale, starts, interval_.high, block_.rows, width_.data(), position_.data());

  block_.position = {position_.data(), 8 * static_cast<std::size_t>(block_.rows)};
  block_.width = {width_.data(), 8 * static_cast<std::size_t>(block_.rows)};
  return block_;
}

}  // namespace quadrille::random
#endif  // HWY_ONCE
