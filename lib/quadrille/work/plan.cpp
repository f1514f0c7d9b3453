#include "quadrille/work/plan.hpp"

#include <algorithm>
#include <utility>

#include "quadrille/work/layout.hpp"

namespace quadrille::work {
namespace {

constexpr std::uint64_t most_halvings = 40;

double power_of_half(std::uint64_t exponent) {
  return 1.0 / static_cast<double>(std::uint64_t{1} << exponent);
}

/// The position where this fraction of the work is done: by cost, or by slots if nothing costs anything.
std::uint64_t position_at(const Pending& work, double fraction) {
  if (work.cost() > 0) return work.nearest(fraction * work.cost());
  return std::min(work.slots(), static_cast<std::uint64_t>(fraction * static_cast<double>(work.slots())));
}

}  // namespace

std::vector<Share> even_shares(const Pending& work, int ranks) {
  std::vector<Share> shares(static_cast<std::size_t>(ranks));
  std::uint64_t begin = 0;
  for (std::size_t rank = 0; rank < shares.size(); ++rank) {
    const double fraction = static_cast<double>(rank + 1) / static_cast<double>(shares.size());
    const std::uint64_t end =
        rank + 1 == shares.size() ? work.slots() : std::max(begin, position_at(work, fraction));
    shares[rank] = {begin, end};
    begin = end;
  }
  return shares;
}

Tickets::Tickets(Pending work, int ranks, double smallest)
    : work_(std::move(work)), ranks_(static_cast<std::uint64_t>(ranks)) {
  const double even = work_.cost() / static_cast<double>(ranks);
  while (halvings_ < most_halvings && even * power_of_half(halvings_ + 1) >= smallest) ++halvings_;
}

std::uint64_t Tickets::begin(std::uint64_t index) const {
  const std::uint64_t round = index / ranks_;
  const double within = static_cast<double>(index % ranks_) / static_cast<double>(ranks_);
  if (round > halvings_) return work_.slots();
  const double left = power_of_half(round);
  const double shared_out = round < halvings_ ? left / 2 : left;
  return position_at(work_, 1 - left + within * shared_out);
}

Share Tickets::operator[](std::uint64_t index) const { return {begin(index), begin(index + 1)}; }

}  // namespace quadrille::work
