#include "quadrille/scaling/repeats.hpp"

namespace quadrille::scaling {

std::vector<std::size_t> order_of(std::size_t repeat, std::size_t ways) {
  std::vector<std::size_t> order;
  const bool backwards = repeat / ways % 2 == 1;
  for (std::size_t i = 0; i < ways; ++i) {
    const std::size_t way = (repeat + i) % ways;
    order.push_back(backwards ? ways - 1 - way : way);
  }
  return order;
}

std::vector<std::vector<Timing>> time_in_turn(std::size_t ways, std::size_t repeats,
                                              const std::function<Timing(std::size_t way)>& time) {
  std::vector<std::vector<Timing>> timings(ways);
  for (std::size_t repeat = 0; repeat < repeats; ++repeat)
    for (const std::size_t way : order_of(repeat, ways)) timings[way].push_back(time(way));
  return timings;
}

}  // namespace quadrille::scaling
