#include "quadrille/random/sorted_uniforms.hpp"

#include <algorithm>
#include <bit>

#include "quadrille/random/gamma.hpp"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "quadrille/random/sorted_uniforms.cpp"
#include <hwy/foreach_target.h>
//
#include "quadrille/random/group-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace quadrille::random::HWY_NAMESPACE {

/// Exponentials from `group` on into weight[0 .. 8 rows), zero beyond the count, and the totals of the eight
/// lanes. The pair of a group's lane are neighbours there.
void draw_exponentials(const Key& key, std::uint64_t group, std::size_t count, double* weight,
                       double* totals) {
  const GroupGenerator generate(key, 0);
  Doubles sum = qv::zero();
  const auto add = [&](const Doubles& row) HWY_ATTR {
    sum = sum + row;
    qv::store(row, weight);
    weight += 8;
  };
  const std::size_t used =
      for_groups(generate, group, count / 16, [&](const Words& even, const Words& odd) HWY_ATTR {
        const auto pair = ExponentialPair::from(even, odd);
        add(pair.first);
        add(pair.second);
      });
  for (std::size_t left = count - 16 * used; left > 0; left -= std::min<std::size_t>(left, 16)) {
    Words bits[2];
    generate(group + (count - left) / 16, bits);
    const auto pair = ExponentialPair::from(bits[0], bits[1]);
    add(qv::select(qv::first_lanes(left), pair.first, qv::zero()));
    if (left > 8) add(qv::select(qv::first_lanes(left - 8), pair.second, qv::zero()));
  }
  qv::store(sum, totals);
}

/// Runs the positions of `rows` rows, where the lanes' weights add up to `sums` before; no position passes
/// the block's `high`.
void run_positions(const SpacingsBlock& block, const double* weight, std::size_t rows, double* sums,
                   double* position) {
  const Doubles scales = qv::broadcast(block.scale), last = qv::broadcast(block.high);
  const Doubles start = qv::load(block.start.data());
  Doubles sum = qv::load(sums);
  for (std::size_t entry = 0; entry < 8 * rows; entry += 8) {
    sum = sum + qv::load(weight + entry);
    const Doubles x = qv::fma(sum, scales, start);
    qv::store(qv::select(x < last, x, last), position + entry);
  }
  qv::store(sum, sums);
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
  const double length = interval_.length();
  block.first = spacings_before(b);
  block.count = static_cast<std::uint32_t>(spacings_before(b + 1) - block.first);
  block.rows = (block.count + 7) / 8;
  block.full_lanes = block.count - 8 * (block.rows - 1);
  const double start = std::min(interval_.low + length * node.start, interval_.high);
  block.high = interval_.high;
  HWY_DYNAMIC_DISPATCH(draw_exponentials)
  (exponentials_.key(), block.first / 16, block.count, block.weight().data(), block.total.data());
  double total = 0;
  std::array<double, 8> before{};
  for (std::size_t lane = 0; lane < 8; ++lane) {
    before[lane] = total;
    total += block.total[lane];
  }
  block.scale = length * node.share / total;
  for (std::size_t lane = 0; lane < 8; ++lane) block.start[lane] = start + before[lane] * block.scale;
}

void Positions::next(std::span<double> out) {
  HWY_DYNAMIC_DISPATCH(run_positions)
  (block_, block_.weight().data() + entry_, out.size() / 8, sum_.data(), out.data());
  entry_ += out.size();
}

std::array<double, 8> lane_ends(const SpacingsBlock& block) {
  std::array<double, 8> none{}, ends;
  HWY_DYNAMIC_DISPATCH(run_positions)(block, block.total.data(), 1, none.data(), ends.data());
  return ends;
}

}  // namespace quadrille::random
#endif  // HWY_ONCE
