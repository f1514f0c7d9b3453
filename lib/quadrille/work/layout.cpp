#include "quadrille/work/layout.hpp"

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

#include "quadrille/text/error.hpp"
#include "quadrille/work/rising.hpp"

namespace quadrille::work {
namespace {

constexpr std::uint64_t slot_limit = std::uint64_t{1} << 63U;

std::uint64_t slots_of_replicate(const Group& group) { return std::max<std::uint64_t>(group.blocks, 1); }

double cost_of_replicate(const Group& group) {
  if (group.blocks == 0) return group.replicate_cost;
  return group.replicate_cost + static_cast<double>(group.blocks - 1) * group.block_cost +
         group.last_block_cost;
}

void require_possible(const Group& group) {
  for (const double cost : {group.block_cost, group.last_block_cost, group.replicate_cost}) {
    if (!std::isfinite(cost) || cost < 0)
      throw std::invalid_argument("a cost must be finite and not negative");
  }
}

std::uint64_t slots_of(const Group& group, std::uint64_t replicates, std::uint64_t before) {
  const std::uint64_t slots = slots_of_replicate(group);
  if (replicates > (slot_limit - 1 - before) / slots)
    throw text::InputError("the work has 2^63 blocks or more; ask for fewer samples or repeats");
  return slots * replicates;
}

}  // namespace

Layout::Layout(std::uint64_t replicates, std::vector<Group> groups, Growth growth)
    : replicates_(replicates),
      groups_(std::move(groups)),
      growth_(growth),
      slots_before_{0},
      cost_before_{0} {
  if (growth_ == Growth::blocks && (groups_.size() != 1 || replicates_ != 1))
    throw std::invalid_argument("blocks may grow only in one group of one replicate");
  slots_before_.reserve(groups_.size() + 1);
  cost_before_.reserve(groups_.size() + 1);
  for (const Group& group : groups_) {
    require_possible(group);
    const std::uint64_t before = slots_before_.back();
    slots_before_.push_back(before + slots_of(group, replicates_, before));
    cost_before_.push_back(cost_before_.back() + static_cast<double>(replicates_) * cost_of_replicate(group));
  }
}

Block Layout::at(std::uint64_t slot) const {
  const std::size_t index = entry_below(slots_before_, slot);
  const std::uint64_t within = slot - slots_before_[index];
  const std::uint64_t slots = slots_of_replicate(groups_[index]);
  return {index, within / slots, within % slots};
}

std::vector<work::Segment> Layout::segments(const std::vector<Share>& shares) const {
  work::Segments set;
  for (Share share : shares)
    while (share.begin < share.end) {
      const std::uint64_t group = at(share.begin).group;
      const std::uint64_t before = slots_before_[group];
      const std::uint64_t end = std::min(share.end, slots_before_[group + 1]);
      set.add({group, share.begin - before, end - before});
      share.begin = end;
    }
  return set.list();
}

std::vector<Share> Layout::shares_without(const work::Segments& segments) const {
  std::vector<Share> shares;
  for (std::uint64_t group = 0; group < groups(); ++group) {
    const std::uint64_t before = slots_before_[group];
    for (const auto& [_, first, last] : segments.missing_of({group, 0, slots_before_[group + 1] - before})) {
      if (!shares.empty() && shares.back().end == before + first)
        shares.back().end = before + last;
      else
        shares.push_back({before + first, before + last});
    }
  }
  return shares;
}

bool Layout::holds(const work::Segment& segment) const {
  return segment.group < groups() &&
         segment.last <= slots_before_[segment.group + 1] - slots_before_[segment.group];
}

double Layout::cost_before(std::uint64_t slot) const {
  if (slot >= slots()) return cost();
  const Block first = at(slot);
  const Group& group = groups_[first.group];
  double cost = cost_before_[first.group] + static_cast<double>(first.replicate) * cost_of_replicate(group);
  if (first.block > 0) cost += group.replicate_cost + static_cast<double>(first.block) * group.block_cost;
  return cost;
}

std::uint64_t Layout::nearest(double cost) const {
  if (slots() == 0 || cost >= this->cost()) return slots();
  const std::size_t index = entry_below(cost_before_, cost);
  const Group& group = groups_[index];
  const double each = cost_of_replicate(group);
  const auto quotient = [](double part, double whole, std::uint64_t limit) {
    if (!(part > 0 && whole > 0)) return std::uint64_t{0};
    return static_cast<std::uint64_t>(std::min(part / whole, static_cast<double>(limit)));
  };
  double rest = cost - cost_before_[index];
  const std::uint64_t replicate = std::min(quotient(rest, each, replicates_), replicates_ - 1);
  rest -= static_cast<double>(replicate) * each + group.replicate_cost;
  const std::uint64_t last = slots_of_replicate(group) - 1;
  const std::uint64_t block = std::min(quotient(rest, group.block_cost, last), last);
  const std::uint64_t below = slots_before_[index] + replicate * (last + 1) + block;
  return cost_before(below + 1) - cost < cost - cost_before(below) ? below + 1 : below;
}

}  // namespace quadrille::work
