#include "quadrille/text/digest.hpp"

#include <array>
#include <cinttypes>
#include <cstddef>
#include <cstdio>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace quadrille::text {

namespace {

std::string digest_of_bytes(const void* data, std::size_t size) {
  const XXH128_hash_t hash = XXH3_128bits(data, size);
  std::array<char, 33> text{};
  std::snprintf(text.data(), text.size(), "%016" PRIx64 "%016" PRIx64, hash.high64, hash.low64);
  return text.data();
}

}  // namespace

std::string digest_of(std::span<const double> numbers) {
  return digest_of_bytes(numbers.data(), numbers.size_bytes());
}

std::string digest_of(std::string_view text) { return digest_of_bytes(text.data(), text.size()); }

}  // namespace quadrille::text
