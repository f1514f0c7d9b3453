// Writes the numbers of an arrangement to stdout, as 32-bit words of this machine's byte order, without end:
//
//     battery_words ARRANGEMENT SEED | dieharder -g 200 -d 0
//
// Without arguments it lists the arrangements. Ends, successfully, when nobody reads any more, and says on
// stderr how many words were written: those read, and at most a tile more.
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "battery/arrangements.hpp"

namespace {

using namespace quadrille::battery;

std::vector<std::uint32_t> words(Part part, std::span<const std::uint64_t> numbers) {
  std::vector<std::uint32_t> result;
  for (const std::uint64_t number : numbers) {
    if (part == Part::whole) result.push_back(static_cast<std::uint32_t>(number));
    result.push_back(static_cast<std::uint32_t>(number >> 32));
  }
  return result;
}

/// Words written until the reader has gone.
std::uint64_t write_all(const Arrangement& arrangement, std::uint64_t seed) {
  std::vector<std::uint64_t> numbers(arrangement.rows * arrangement.columns);
  std::uint64_t total = 0;
  for (std::uint64_t tile = 0;; ++tile) {
    read(arrangement, seed, tile, numbers);
    const auto tested = words(arrangement.part, numbers);
    const std::size_t written = std::fwrite(tested.data(), sizeof tested[0], tested.size(), stdout);
    total += written;
    if (written != tested.size()) return total;
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 1) {
    for (const Arrangement& arrangement : arrangements()) std::puts(arrangement.name.data());
    return 0;
  }
  const auto named = [&](const Arrangement& arrangement) { return arrangement.name == argv[1]; };
  const auto found = std::ranges::find_if(arrangements(), named);
  if (argc != 3 || found == arrangements().end()) {
    std::fputs("battery_words: write an ARRANGEMENT (without arguments it lists them) and a SEED\n", stderr);
    return 2;
  }
  std::signal(SIGPIPE, SIG_IGN);
  const std::uint64_t total = write_all(*found, std::strtoull(argv[2], nullptr, 10));
  std::fprintf(stderr, "%llu\n", static_cast<unsigned long long>(total));
  return 0;
}
