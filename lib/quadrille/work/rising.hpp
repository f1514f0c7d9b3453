// Looking up in a list that rises.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace quadrille::work {

/// The last entry of a rising list, from 0, that is not above the value; never the final one.
template <class T>
std::size_t entry_below(const std::vector<T>& rising, T value) {
  const auto above = std::upper_bound(rising.begin() + 1, rising.end() - 1, value);
  return static_cast<std::size_t>(above - rising.begin()) - 1;
}

}  // namespace quadrille::work
