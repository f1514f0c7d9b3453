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

/// The exponentials of whole rows, group by group: the pair of a group's lane are neighbours there.
class ExponentialRows {
 public:
  HWY_INLINE explicit ExponentialRows(const Key& key, double* weight)
      : generate_(key, 0), weight_(weight), sum_(qv::zero()) {}

  template <std::size_t groups>
  HWY_INLINE void draw(std::uint64_t group) {
    Words bits[2 * groups];
    generate_(group, bits);
    for (std::size_t i = 0; i < groups; ++i) {
      const auto numbers = ExponentialPair::from(bits[2 * i], bits[2 * i + 1]);
      add(numbers.first);
      add(numbers.second);
    }
  }

  /// The last rows, with zeros from the given number of entries on.
  HWY_INLINE void draw_part(std::uint64_t group, std::size_t entries) {
    Words bits[2];
    generate_(group, bits);
    const auto numbers = ExponentialPair::from(bits[0], bits[1]);
    add(qv::select(qv::first_lanes(entries), numbers.first, qv::zero()));
    if (entries > 8) add(qv::select(qv::first_lanes(entries - 8), numbers.second, qv::zero()));
  }

  HWY_INLINE const Doubles& sum() const { return sum_; }

 private:
  HWY_INLINE void add(const Doubles& row) {
    sum_ = sum_ + row;
    qv::store(row, weight_);
    weight_ += 8;
  }

  GroupGenerator generate_;
  double* weight_;
  Doubles sum_;
};

/// Exponentials from `group` on into weight[0 .. 8 rows), zero beyond the count, and the totals of the eight
/// lanes.
void draw_exponentials(const Key& key, std::uint64_t group, std::size_t count, double* weight,
                       double* totals) {
  ExponentialRows rows(key, weight);
  for (; count >= 16 * groups_at_once; count -= 16 * groups_at_once) {
    rows.draw<groups_at_once>(group);
    group += groups_at_once;
  }
  for (; count >= 16; count -= 16) rows.draw<1>(group++);
  if (count > 0) rows.draw_part(group, count);
  qv::store(rows.sum(), totals);
}

/// Runs each lane's positions from `starts`; no position passes `high`.
void run_positions(double scale, const double* starts, double high, std::size_t rows, const double* weight,
                   double* position) {
  const Doubles scales = qv::broadcast(scale), last = qv::broadcast(high), start = qv::load(starts);
  Doubles sum = qv::zero();
  for (std::size_t entry = 0; entry < 8 * rows; entry += 8) {
    sum = sum + qv::load(weight + entry);
    const Doubles x = qv::fma(sum, scales, start);
    qv::store(qv::select(x < last, x, last), position + entry);
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
      interval_(interval) {}

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

void SortedUniforms::draw(std::uint64_t b, SpacingsBlock& block) {
  const Node node = find(b);
  const double length = interval_.high - interval_.low;
  block.first = spacings_before(b);
  block.count = static_cast<std::uint32_t>(spacings_before(b + 1) - block.first);
  block.rows = (block.count + 7) / 8;
  block.full_lanes = block.count - 8 * (block.rows - 1);
  block.start = std::min(interval_.low + length * node.start, interval_.high);

  double totals[8];
  HWY_DYNAMIC_DISPATCH(draw_exponentials)
  (exponentials_.key(), block.first / 16, block.count, block.weight().data(), totals);
  double total = 0, before[8];
  for (int lane = 0; lane < 8; ++lane) {
    before[lane] = total;
    total += totals[lane];
  }
  block.scale = length * node.share / total;
  double starts[8];
  for (int lane = 0; lane < 8; ++lane) starts[lane] = block.start + before[lane] * block.scale;
  HWY_DYNAMIC_DISPATCH(run_positions)
  (block.scale, starts, interval_.high, block.rows, block.weight().data(), block.position().data());
}

}  // namespace quadrille::random
#endif  // HWY_ONCE
