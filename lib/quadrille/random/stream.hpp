// Counter-based random streams.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "quadrille/random/key.hpp"

namespace quadrille::random {

/// A random number is a pure function of (seed, purpose, index, attempt): any index at will, in any order, on
/// any rank. `attempt` serves rejection samplers: attempt a of index i touches no other index. Indices are
/// below 2^60. The generator is ARS-7 of Random123 (seven AES rounds); see Key and group-inl.hpp for how
/// seed, purpose, index and attempt enter it.
class Stream {
 public:
  Stream(std::uint64_t seed, std::string_view purpose) : key_(seed, purpose) {}

  /// Returns 64 random bits.
  std::uint64_t bits(std::uint64_t index, std::uint64_t attempt = 0) const;
  /// Returns a uniform on the open interval (0, 1), never an end: an odd multiple of 2^-53, 52 random bits.
  double uniform(std::uint64_t index, std::uint64_t attempt = 0) const;
  /// Returns a standard exponential, mean 1, on (2^-54, 36.74): -log of the uniform with the same index.
  double exponential(std::uint64_t index, std::uint64_t attempt = 0) const;
  /// Returns a standard normal, mean 0 and standard deviation 1, |z| < 8.58.
  double normal(std::uint64_t index, std::uint64_t attempt = 0) const;

  /// Writes the number with index first + j to out[j], bit for bit that of the calls above one by one.
  void bits(std::uint64_t first, std::span<std::uint64_t> out, std::uint64_t attempt = 0) const;
  void uniforms(std::uint64_t first, std::span<double> out, std::uint64_t attempt = 0) const;
  void exponentials(std::uint64_t first, std::span<double> out, std::uint64_t attempt = 0) const;
  void normals(std::uint64_t first, std::span<double> out, std::uint64_t attempt = 0) const;

  const Key& key() const { return key_; }

 private:
  Key key_;
};

}  // namespace quadrille::random
