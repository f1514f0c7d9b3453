// Every kind of link against the block functions, on every target: the same bits.
#include <array>
#include <limits>
#include <random>
#include <vector>

#include <gtest/gtest.h>

#include "formula/value.hpp"
#include "quadrille/formula/tape.hpp"
#include "quadrille/vector/target.hpp"

namespace quadrille::formula {
namespace {

constexpr std::size_t count = 16 * 8 + 4 * 8 + 3 * 8;  // whole groups and single ones on every target
constexpr double number = -1.75;

using Values = std::vector<double>;

/// Numbers, and among them zeros, infinities, NaNs and pairs of equals.
Values mixed(unsigned seed) {
  using Limits = std::numeric_limits<double>;
  const std::array special = {
      0.0, -0.0, 1.0, number, Limits::infinity(), -Limits::infinity(), Limits::quiet_NaN()};
  std::mt19937_64 engine(seed);
  std::uniform_real_distribution<double> uniform(-4, 4);
  Values values(count);
  for (double& value : values)
    value = engine() % 2 == 0 ? special[engine() % special.size()] : uniform(engine);
  return values;
}

/// What the link makes of the accumulator x and the slots y and z.
double expected(const LinkKind& kind, double x, double y, double z) {
  const auto multiply = [](double a, double b) { return vector::apply(Function::multiply, a, b); };
  const std::array others = {y, number, multiply(y, number), multiply(y, z), multiply(y, y)};
  const double other = others[static_cast<std::size_t>(kind.others)];
  const bool three = arity(kind.function) == 3;
  switch (kind.role) {
    case Role::first:
      return vector::apply(kind.function, x, other, z);
    case Role::second:
      return vector::apply(kind.function, other, x, z);
    case Role::third:
      return vector::apply(kind.function, y, z, x);
    case Role::all:
      return vector::apply(kind.function, x, x, three ? x : 0);
  }
  return 0;
}

TEST(Chain, EveryKindOfLinkEqualsItsBlockFunctionOnEveryTarget) {
  const auto targets = vector::available_targets();
  const Values x = mixed(1), y = mixed(2), z = mixed(3);
  const std::array slots = {x.data(), y.data(), z.data()};
  for (const LinkKind& kind : link_kinds) {
    const Chain chain{Link{.kind = kind, .slots = {1, 2}, .number = number, .from = 0, .to = 3}};
    for (const auto& target : targets) {
      vector::choose_target(target);
      Values out(count);
      const std::array<double*, 4> to = {nullptr, nullptr, nullptr, out.data()};
      run(chain, slots.data(), to.data(), count);
      for (std::size_t i = 0; i < count; ++i) {
        const double value = expected(kind, x[i], y[i], z[i]);
        ASSERT_TRUE(same(out[i], value)) << target << ", link " << code_of(kind) << " of " << x[i] << ", "
                                         << y[i] << ", " << z[i] << ": " << out[i] << ", not " << value;
      }
    }
  }
  vector::choose_target(targets.front());
}

TEST(Chain, StoresWhatLaterLinksLoad) {
  const LinkKind square{Function::multiply, Role::all, Others::slots};
  const LinkKind plus{Function::add, Role::first, Others::slots};
  Values x = mixed(4), squares(count), out(count);
  const std::array<const double*, 3> slots = {x.data(), squares.data(), nullptr};
  const std::array<double*, 3> to = {nullptr, squares.data(), out.data()};
  run({Link{.kind = square, .from = 0, .to = 1}, Link{.kind = plus, .slots = {1, 0}, .from = 0, .to = 2}},
      slots.data(), to.data(), count);
  for (std::size_t i = 0; i < count; ++i) ASSERT_TRUE(same(out[i], x[i] + x[i] * x[i])) << x[i];
}

}  // namespace
}  // namespace quadrille::formula
