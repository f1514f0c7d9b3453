// A stream for whoever wants single numbers whose indices are near to each other.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "quadrille/random/stream.hpp"

namespace quadrille::random {

/// Returns the numbers of a Stream, to the bit, but makes sixteen at a time, as the generator does: of each
/// of the first two attempts it keeps the last sixteen, so that the next index costs nothing.
class GroupedStream {
 public:
  GroupedStream(std::uint64_t seed, std::string_view purpose) : stream_(seed, purpose) {}

  /// As Stream::normal and Stream::uniform, to the bit.
  double normal(std::uint64_t index, std::uint64_t attempt = 0) {
    if (attempt != normals_.attempt) return stream_.normal(index, attempt);
    return normals_.number(index,
                           [&](std::uint64_t first) { stream_.normals(first, normals_.numbers, attempt); });
  }
  double uniform(std::uint64_t index, std::uint64_t attempt = 0) {
    if (attempt != uniforms_.attempt) return stream_.uniform(index, attempt);
    return uniforms_.number(
        index, [&](std::uint64_t first) { stream_.uniforms(first, uniforms_.numbers, attempt); });
  }

 private:
  static constexpr std::uint64_t group = 16;
  static constexpr std::uint64_t none = ~std::uint64_t{0};

  struct Kept {
    std::uint64_t attempt;
    std::uint64_t first = none;
    std::array<double, group> numbers{};

    template <class Draw>
    double number(std::uint64_t index, const Draw& draw) {
      if (index - index % group != first) draw(first = index - index % group);
      return numbers[index % group];
    }
  };

  Stream stream_;
  Kept normals_{0}, uniforms_{1};  // what a first try of Marsaglia and Tsang's asks for
};

}  // namespace quadrille::random
