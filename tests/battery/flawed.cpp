#include "battery/flawed.hpp"

#include "quadrille/random/stream.hpp"
#include "quadrille/vector/aes_portable.hpp"

namespace quadrille::battery {
namespace {

using vector::AesRound;

constexpr std::uint32_t modulo_2_31 = 0x7fffffff;

/// 65539^n mod 2^31.
std::uint32_t randu_factor(std::uint64_t n) {
  std::uint32_t power = 65539, product = 1;
  for (; n > 0; n /= 2) {
    if (n % 2 == 1) product = product * power & modulo_2_31;
    power = power * power & modulo_2_31;
  }
  return product;
}

std::array<std::uint64_t, 2> with_round_key(std::array<std::uint64_t, 2> state, const random::Key& key,
                                            int round) {
  return {state[0] ^ key.round_low(round), state[1] ^ key.round_high(round)};
}

}  // namespace

void fill_randu(std::uint64_t seed, std::uint64_t tile, std::size_t, std::span<std::uint64_t> out) {
  std::uint32_t x =
      (static_cast<std::uint32_t>(seed) | 1) * randu_factor(2 * tile * out.size()) & modulo_2_31;
  for (std::uint64_t& number : out) {
    const std::uint32_t lower = x = x * 65539 & modulo_2_31;
    x = x * 65539 & modulo_2_31;
    number = (std::uint64_t{x} << 32 | lower) << 1;
  }
}

std::array<std::uint64_t, 2> ars(int rounds, const random::Key& key, std::uint64_t low) {
  auto state = with_round_key({low, 0}, key, 0);
  for (int round = 1; round < rounds; ++round) {
    state = with_round_key(vector::portable_aes_round<AesRound::middle>(state), key, round);
  }
  return with_round_key(vector::portable_aes_round<AesRound::last>(state), key, rounds);
}

void fill_few_rounds(std::uint64_t seed, std::uint64_t tile, std::size_t, std::span<std::uint64_t> out) {
  const random::Key key(seed, "battery");
  for (std::size_t i = 0; i < out.size(); i += 2) {
    const auto pair = ars(3, key, (tile * out.size() + i) / 2);
    out[i] = pair[0];
    out[i + 1] = pair[1];
  }
}

void fill_overlapping(std::uint64_t seed, std::uint64_t tile, std::size_t row, std::span<std::uint64_t> out) {
  random::Stream(seed, "battery").bits(tile * 1024 + row, out);
}

}  // namespace quadrille::battery
