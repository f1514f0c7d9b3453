#include "text/digest.hpp"

#include <array>
#include <cinttypes>
#include <cstdio>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace quadrille::text {

std::string digest_of(std::span<const double> numbers) {
  const XXH128_hash_t hash = XXH3_128bits(numbers.data(), numbers.size_bytes());
  std::array<char, 33> text{};
  std::snprintf(text.data(), text.size(), "%016" PRIx64 "%016" PRIx64, hash.high64, hash.low64);
  return text.data();
}

}  // namespace quadrille::text
