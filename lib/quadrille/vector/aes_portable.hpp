// One round of AES in plain C++ (FIPS 197), for machines without the instruction.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace quadrille::vector {

enum class AesRound { middle, last };  // the last one has no MixColumns

namespace aes {

/// Multiplication by x in GF(2^8) modulo x^8 + x^4 + x^3 + x + 1.
constexpr std::uint8_t twice(std::uint8_t a) {
  return static_cast<std::uint8_t>((a << 1) ^ ((a >> 7) * 0x1b));
}

/// The S-box: the inverse in GF(2^8) by running through the powers of the generator 3, then the affine map.
constexpr std::array<std::uint8_t, 256> make_sbox() {
  const auto rotated = [](std::uint8_t a, int by) {
    return static_cast<std::uint8_t>((a << by) | (a >> (8 - by)));
  };
  std::array<std::uint8_t, 256> sbox{};
  std::uint8_t power = 1;    // 3^k
  std::uint8_t inverse = 1;  // 3^-k
  do {
    power = static_cast<std::uint8_t>(power ^ twice(power));
    inverse = static_cast<std::uint8_t>(inverse ^ (inverse << 1));
    inverse = static_cast<std::uint8_t>(inverse ^ (inverse << 2));
    inverse = static_cast<std::uint8_t>(inverse ^ (inverse << 4));
    inverse = static_cast<std::uint8_t>(inverse ^ ((inverse >> 7) * 0x09));
    sbox[power] = static_cast<std::uint8_t>(inverse ^ rotated(inverse, 1) ^ rotated(inverse, 2) ^
                                            rotated(inverse, 3) ^ rotated(inverse, 4) ^ 0x63);
  } while (power != 1);
  sbox[0] = 0x63;
  return sbox;
}

inline constexpr std::array<std::uint8_t, 256> sbox = make_sbox();

}  // namespace aes

/// SubBytes, ShiftRows and, but for the last round, MixColumns of the 16 bytes in {low, high} (byte 0 is the
/// lowest of `low`). The round key is still to be xored.
template <AesRound kind>
constexpr std::array<std::uint64_t, 2> portable_aes_round(const std::array<std::uint64_t, 2>& state) {
  std::array<std::uint8_t, 16> byte{};
  for (std::size_t i = 0; i < 16; ++i) {
    const std::size_t from = (5 * i) % 16;  // row i % 4 moves left by i % 4 columns
    byte[i] = aes::sbox[(state[from / 8] >> (8 * (from % 8))) & 0xff];
  }
  if constexpr (kind == AesRound::middle) {
    for (std::size_t column = 0; column < 16; column += 4) {
      const std::array<std::uint8_t, 4> a = {byte[column], byte[column + 1], byte[column + 2],
                                             byte[column + 3]};
      const int sum = a[0] ^ a[1] ^ a[2] ^ a[3];
      for (std::size_t row = 0; row < 4; ++row) {
        const auto pair = static_cast<std::uint8_t>(a[row] ^ a[(row + 1) % 4]);
        byte[column + row] = static_cast<std::uint8_t>(a[row] ^ sum ^ aes::twice(pair));
      }
    }
  }
  std::array<std::uint64_t, 2> result{};
  for (std::size_t i = 0; i < 16; ++i) result[i / 8] |= std::uint64_t{byte[i]} << (8 * (i % 8));
  return result;
}

}  // namespace quadrille::vector
