#include "quadrille/work/pending.hpp"

#include <algorithm>

#include "quadrille/work/rising.hpp"

namespace quadrille::work {

Pending::Pending(const Layout& layout, const std::vector<Share>& slots)
    : layout_(&layout), positions_before_{0}, cost_before_{0} {
  for (const Share& range : slots) {
    if (range.begin == range.end) continue;
    ranges_.push_back(range);
    positions_before_.push_back(positions_before_.back() + (range.end - range.begin));
    cost_before_.push_back(cost_before_.back() + layout.cost_before(range.end) -
                           layout.cost_before(range.begin));
  }
}

std::size_t Pending::range_of(std::uint64_t position) const {
  return entry_below(positions_before_, position);
}

double Pending::cost_before(std::uint64_t position) const {
  if (position >= slots()) return cost();
  const std::size_t index = range_of(position);
  const std::uint64_t begin = ranges_[index].begin;
  return cost_before_[index] + layout_->cost_before(begin + (position - positions_before_[index])) -
         layout_->cost_before(begin);
}

std::uint64_t Pending::nearest(double cost) const {
  if (slots() == 0 || cost >= this->cost()) return slots();
  const std::size_t index = entry_below(cost_before_, cost);
  const Share& range = ranges_[index];
  const std::uint64_t slot =
      layout_->nearest(layout_->cost_before(range.begin) + (cost - cost_before_[index]));
  return positions_before_[index] + std::clamp(slot, range.begin, range.end) - range.begin;
}

Share Pending::run_of(Share positions) const {
  const std::size_t index = range_of(positions.begin);
  const std::uint64_t offset = ranges_[index].begin - positions_before_[index];  // wraps, and wraps back
  return {offset + positions.begin, std::min(ranges_[index].end, offset + positions.end)};
}

}  // namespace quadrille::work
