#include "battery/arrangements.hpp"

#include <string>
#include <vector>

#include "battery/flawed.hpp"
#include "quadrille/random/sorted_uniforms.hpp"
#include "quadrille/random/stream.hpp"

namespace quadrille::battery {
namespace {

using random::SortedUniforms;
using random::Stream;
using Numbers = std::span<std::uint64_t>;

constexpr std::size_t block = SortedUniforms::block_spacings;
constexpr std::size_t streams = 1024;  // interleaved at a time
constexpr std::size_t replicates = 32;

void fill_in_order(std::uint64_t seed, std::uint64_t tile, std::size_t, Numbers out) {
  Stream(seed, "battery").bits(tile * out.size(), out);
}
/// Uniforms as the estimators use them, back as fractions of 2^64.
void fill_uniforms(std::uint64_t seed, std::uint64_t tile, std::size_t, Numbers out) {
  std::vector<double> uniforms(out.size());
  Stream(seed, "battery").uniforms(tile * out.size(), uniforms);
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint64_t>(uniforms[i] * 0x1p64);
}
/// Sorted points: a lane of a block holds consecutive points and takes every eighth number.
void fill_lanes(std::uint64_t seed, std::uint64_t tile, std::size_t row, Numbers out) {
  Stream(seed, "integrate; sorted; samples 1000000; replicate 0; spacings")
      .bits(tile * block + row * out.size(), out);
}
void fill_blocks(std::uint64_t seed, std::uint64_t tile, std::size_t row, Numbers out) {
  Stream(seed, "battery").bits((64 * tile + row) * block, out);
}
void fill_seeds(std::uint64_t seed, std::uint64_t tile, std::size_t row, Numbers out) {
  Stream(seed + tile * streams + row, "battery").bits(0, out);
}
/// x1, x2, .. of a model.
void fill_names(std::uint64_t seed, std::uint64_t tile, std::size_t row, Numbers out) {
  const std::string number = std::to_string(tile * streams + row + 1);
  Stream(seed, "simulate; variable x" + number + "; replicate 0; cell 0").bits(0, out);
}
/// Neighbouring sample sizes, and of each 32 replicates.
void fill_sizes(std::uint64_t seed, std::uint64_t tile, std::size_t row, Numbers out) {
  const std::string samples = std::to_string(tile * (streams / replicates) + row / replicates);
  const std::string replicate = std::to_string(row % replicates);
  Stream(seed, "integrate; mean; samples " + samples + "; replicate " + replicate).bits(0, out);
}
/// The attempts 0, 1, .. of each index.
void fill_attempts(std::uint64_t seed, std::uint64_t tile, std::size_t row, Numbers out) {
  Stream(seed, "battery").bits(tile * out.size(), out, row);
}

constexpr Arrangement known[] = {
    {"stream", Part::whole, 1, 65536, fill_in_order},
    {"uniforms", Part::upper, 1, 65536, fill_uniforms},
    {"lanes", Part::whole, block / 8, 8, fill_lanes},
    {"blocks", Part::whole, 64, block, fill_blocks},
    {"seeds", Part::whole, streams, 64, fill_seeds},
    {"names", Part::whole, streams, 64, fill_names},
    {"sizes", Part::whole, streams, 64, fill_sizes},
    {"attempts", Part::whole, 64, 1024, fill_attempts},
    {"randu", Part::whole, 1, 65536, fill_randu},
    {"few-rounds", Part::whole, 1, 65536, fill_few_rounds},
    {"overlapping", Part::whole, streams, 64, fill_overlapping},
};

}  // namespace

std::span<const Arrangement> arrangements() { return known; }

void read(const Arrangement& arrangement, std::uint64_t seed, std::uint64_t tile,
          std::span<std::uint64_t> out) {
  std::vector<std::uint64_t> row(arrangement.columns);
  for (std::size_t r = 0; r < arrangement.rows; ++r) {
    arrangement.fill(seed, tile, r, row);
    for (std::size_t c = 0; c < arrangement.columns; ++c) out[c * arrangement.rows + r] = row[c];
  }
}

}  // namespace quadrille::battery
