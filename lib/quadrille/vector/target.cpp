#include "quadrille/vector/target.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>

#include <hwy/highway.h>
#include <hwy/targets.h>

namespace quadrille::vector {
namespace {

struct Named {
  const char* name;
  std::int64_t bit;
};

constexpr Named names[] = {{"avx3_dl", HWY_AVX3_DL},
                           {"avx3", HWY_AVX3},
                           {"avx2", HWY_AVX2},
                           {"neon", HWY_NEON},
                           {"portable", HWY_SCALAR | HWY_EMU128}};

std::int64_t available_bits() {
  static const std::int64_t bits = (hwy::SupportedTargets() | HWY_STATIC_TARGET) & HWY_TARGETS;
  return bits;
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const auto& word : words) text += (text.empty() ? "" : ", ") + word;
  return text;
}

std::string& chosen() {
  static std::string name = available_targets().front();
  return name;
}

}  // namespace

std::vector<std::string> available_targets() {
  const std::int64_t bits = available_bits();
  std::vector<std::string> result;
  for (const auto& named : names) {
    if ((bits & named.bit) != 0) result.emplace_back(named.name);
  }
  return result;
}

std::string current_target() { return chosen(); }

void choose_target(std::string_view name) {
  const std::int64_t bits = available_bits();
  const auto* found = std::find_if(std::begin(names), std::end(names), [&](const Named& named) {
    return named.name == name && (bits & named.bit) != 0;
  });
  if (found == std::end(names)) {
    throw std::invalid_argument("this machine and build have no instruction set target '" +
                                std::string(name) + "'; use one of " + joined(available_targets()));
  }
  hwy::GetChosenTarget().Update(found->bit);
  chosen() = found->name;
}

void choose_target_from_environment() {
  if (const char* wanted = std::getenv("QUADRILLE_TARGET"); wanted != nullptr && *wanted != '\0') {
    try {
      choose_target(wanted);
    } catch (const std::invalid_argument& error) {
      throw std::invalid_argument("QUADRILLE_TARGET: " + std::string(error.what()));
    }
  }
}

}  // namespace quadrille::vector
