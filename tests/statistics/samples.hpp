// Data and helpers that the tests of this room share.
#pragma once

#include <cstdint>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>
#include <boost/serialization/vector.hpp>

#include "quadrille/vector/target.hpp"

namespace quadrille::statistics {

/// `count` values made from uniforms on [0, 1) by `transform`, the same everywhere.
template <class Transform>
std::vector<double> sample(std::size_t count, Transform transform, std::uint64_t seed = 1) {
  std::mt19937_64 bits(seed);
  std::vector<double> values(count);
  for (double& value : values) value = transform(static_cast<double>(bits() >> 11) * 0x1p-53);
  return values;
}

inline std::vector<double> uniforms(std::size_t count, std::uint64_t seed = 1) {
  return sample(
      count, [](double u) { return u; }, seed);
}

/// What Boost.Serialization writes of it: equal strings are equal bits.
template <class Summary>
std::string bytes(const Summary& summary) {
  std::ostringstream out;
  boost::archive::binary_oarchive(out, boost::archive::no_header) << summary;
  return out.str();
}

template <class Summary>
Summary from_bytes(const std::string& written) {
  std::istringstream in(written);
  Summary summary;
  boost::archive::binary_iarchive(in, boost::archive::no_header) >> summary;
  return summary;
}

/// Calls the function on every dispatch target of this machine; the best one is in use again afterwards.
template <class Function>
void on_every_target(Function function) {
  for (const auto& target : vector::available_targets()) {
    vector::choose_target(target);
    function(target);
  }
  vector::choose_target(vector::available_targets().front());
}

}  // namespace quadrille::statistics
