#include "quadrille/random/stream.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "quadrille/random/stream.cpp"
#include <hwy/foreach_target.h>
//
#include <algorithm>

#include "quadrille/random/group-inl.hpp"

HWY_BEFORE_NAMESPACE();
namespace quadrille::random::HWY_NAMESPACE {

/// Fills out[0, count) with the indices first, first + 1, ..: whole groups straight into place, the ends
/// through a buffer.
template <class Distribution, class Number>
HWY_INLINE void fill(const Key& key, std::uint64_t attempt, std::uint64_t first, Number* out,
                     std::size_t count) {
  const GroupGenerator generate(key, attempt);
  std::uint64_t group = first / 16;
  const auto put = [](const Words& even, const Words& odd, Number* to) HWY_ATTR {
    const auto numbers = Distribution::from(even, odd);
    qv::store(numbers.first, to);
    qv::store(numbers.second, to + 8);
  };
  const auto part_of_group = [&](std::size_t skip, std::size_t taken) HWY_ATTR {
    Words bits[2];
    generate(group++, bits);
    Number buffer[16];
    put(bits[0], bits[1], buffer);
    std::copy_n(buffer + skip, taken, out);
    out += taken;
    return taken;
  };
  if (const std::size_t skip = first % 16; skip != 0)
    count -= part_of_group(skip, std::min(count, 16 - skip));
  if (count >= 16) {
    const std::size_t used =
        for_groups(generate, group, count / 16, [&](const Words& even, const Words& odd) HWY_ATTR {
          put(even, odd, out);
          out += 16;
        });
    group += used;
    count -= 16 * used;
  }
  while (count > 0) count -= part_of_group(0, std::min<std::size_t>(count, 16));
}

void fill_bits(const Key& key, std::uint64_t attempt, std::uint64_t first, std::uint64_t* out,
               std::size_t count) {
  fill<Bits>(key, attempt, first, out, count);
}
void fill_uniforms(const Key& key, std::uint64_t attempt, std::uint64_t first, double* out,
                   std::size_t count) {
  fill<Uniform>(key, attempt, first, out, count);
}
void fill_exponentials(const Key& key, std::uint64_t attempt, std::uint64_t first, double* out,
                       std::size_t count) {
  fill<Exponential>(key, attempt, first, out, count);
}
void fill_normals(const Key& key, std::uint64_t attempt, std::uint64_t first, double* out,
                  std::size_t count) {
  fill<Normal>(key, attempt, first, out, count);
}

}  // namespace quadrille::random::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quadrille::random {

HWY_EXPORT(fill_bits);
HWY_EXPORT(fill_uniforms);
HWY_EXPORT(fill_exponentials);
HWY_EXPORT(fill_normals);

Key::Key(std::uint64_t seed, std::string_view purpose) {
  const XXH128_hash_t hash = XXH3_128bits_withSeed(purpose.data(), purpose.size(), seed);
  low = hash.low64;
  high = hash.high64;
}

void Stream::bits(std::uint64_t first, std::span<std::uint64_t> out, std::uint64_t attempt) const {
  HWY_DYNAMIC_DISPATCH(fill_bits)(key_, attempt, first, out.data(), out.size());
}
void Stream::uniforms(std::uint64_t first, std::span<double> out, std::uint64_t attempt) const {
  HWY_DYNAMIC_DISPATCH(fill_uniforms)(key_, attempt, first, out.data(), out.size());
}
void Stream::exponentials(std::uint64_t first, std::span<double> out, std::uint64_t attempt) const {
  HWY_DYNAMIC_DISPATCH(fill_exponentials)(key_, attempt, first, out.data(), out.size());
}
void Stream::normals(std::uint64_t first, std::span<double> out, std::uint64_t attempt) const {
  HWY_DYNAMIC_DISPATCH(fill_normals)(key_, attempt, first, out.data(), out.size());
}

std::uint64_t Stream::bits(std::uint64_t index, std::uint64_t attempt) const {
  std::uint64_t number = 0;
  bits(index, {&number, 1}, attempt);
  return number;
}
double Stream::uniform(std::uint64_t index, std::uint64_t attempt) const {
  double number = 0;
  uniforms(index, {&number, 1}, attempt);
  return number;
}
double Stream::exponential(std::uint64_t index, std::uint64_t attempt) const {
  double number = 0;
  exponentials(index, {&number, 1}, attempt);
  return number;
}
double Stream::normal(std::uint64_t index, std::uint64_t attempt) const {
  double number = 0;
  normals(index, {&number, 1}, attempt);
  return number;
}

}  // namespace quadrille::random
#endif  // HWY_ONCE
