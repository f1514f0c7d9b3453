#include "quadrille/distribute/simulated.hpp"

#include <algorithm>

#include "quadrille/text/error.hpp"

namespace quadrille::distribute {

std::size_t SimulatedWorld::waiting_for(int rank) const {
  return static_cast<std::size_t>(
      std::ranges::count_if(mail_, [&](const auto& box) { return box.first.second == rank; }));
}

std::uint64_t SimulatedWorld::messages_of(int rank) const {
  const auto sent = sent_.find(rank);
  return sent == sent_.end() ? 0 : sent->second;
}

void SimulatedRank::send(int to, std::span<const char> message) {
  world_.mail_[{rank_, to}].emplace_back(message.begin(), message.end());
  ++world_.sent_[rank_];
  world_.bytes_ += message.size();
}

std::size_t SimulatedRank::receive(int from, std::span<char> message) {
  const auto box = world_.mail_.find({from, rank_});
  if (box == world_.mail_.end() || box->second.front().size() > message.size())
    throw text::RunError("rank " + std::to_string(rank_) + " waits for a message that rank " +
                         std::to_string(from) + " never sent");
  const std::size_t length = box->second.front().size();
  std::ranges::copy(box->second.front(), message.begin());
  box->second.pop_front();
  if (box->second.empty()) world_.mail_.erase(box);
  return length;
}

void SimulatedRank::fail(const std::string& message) {
  throw text::RunError(message + " (rank " + std::to_string(rank_) + ")");
}

}  // namespace quadrille::distribute
