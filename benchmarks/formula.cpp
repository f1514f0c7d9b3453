// What a formula costs beside the same expression written by hand with the same lanes and functions, in one
// loop over the block. A benchmark runs both in turns of some microseconds and reports the medians of their
// times, "hand" and "tape", in nanoseconds a point, and of the "ratio" of neighbours; its own time means
// nothing. Their bits must be equal. QUADRILLE_TARGET chooses an instruction set.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "../benchmarks/formula.cpp"
#include <hwy/foreach_target.h>
//
#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>

#include "quadrille/formula/evaluator.hpp"
#include "quadrille/random/stream.hpp"

#include "quadrille/vector/functions-inl.hpp"

namespace quadrille {
using Function = void (*)(const double* x, const double* y, const double* z, double* out, std::size_t count);
}  // namespace quadrille

HWY_BEFORE_NAMESPACE();
namespace quadrille::HWY_NAMESPACE {

namespace qv = quadrille::vector::HWY_NAMESPACE;
using qv::Doubles;

HWY_INLINE Doubles operator+(double a, const Doubles& b) { return qv::broadcast(a) + b; }
HWY_INLINE Doubles operator+(const Doubles& a, double b) { return a + qv::broadcast(b); }
HWY_INLINE Doubles operator-(double a, const Doubles& b) { return qv::broadcast(a) - b; }
HWY_INLINE Doubles operator-(const Doubles& a, double b) { return a - qv::broadcast(b); }
HWY_INLINE Doubles operator*(double a, const Doubles& b) { return qv::broadcast(a) * b; }
HWY_INLINE Doubles operator/(double a, const Doubles& b) { return qv::broadcast(a) / b; }
HWY_INLINE Doubles operator/(const Doubles& a, double b) { return a / qv::broadcast(b); }
HWY_INLINE qv::Mask operator<(const Doubles& a, double b) { return a < qv::broadcast(b); }
HWY_INLINE qv::Mask operator<(double a, const Doubles& b) { return qv::broadcast(a) < b; }
HWY_INLINE Doubles square(const Doubles& x) { return x * x; }

/// The first coefficient is that of the highest power.
template <std::size_t size>
HWY_INLINE Doubles horner(const double (&coefficients)[size], const Doubles& x) {
  Doubles sum = qv::broadcast(coefficients[0]);
  for (std::size_t i = 1; i < size; ++i) sum = sum * x + coefficients[i];
  return sum;
}

HWY_INLINE Doubles successor(const Doubles& x, const Doubles&, const Doubles&) { return x + 1.0; }
HWY_INLINE Doubles rational(const Doubles& x, const Doubles&, const Doubles&) { return 1.0 / (1.0 + x * x); }
HWY_INLINE Doubles in_circle(const Doubles& x, const Doubles& y, const Doubles&) {
  return qv::one_or_zero(x * x + y * y < 1.0);
}
HWY_INLINE Doubles two_pieces(const Doubles& x, const Doubles&, const Doubles&) {
  return qv::select(x < 0.5, x * x, 1.0 - x);
}
HWY_INLINE Doubles norm(const Doubles& x, const Doubles& y, const Doubles& z) {
  return qv::sqrt(x * x + y * y + z * z);
}
HWY_INLINE Doubles rosenbrock(const Doubles& x, const Doubles& y, const Doubles&) {
  return 100.0 * square(y - x * x) + square(1.0 - x);
}
HWY_INLINE Doubles pieces(const Doubles& x, const Doubles& y, const Doubles& z) {
  const Doubles left = qv::select(y < 0.5, x * y, x - y);
  const Doubles right = qv::select((0.2 < z) & (z < 0.8) & !(x == y), x * x * x, qv::max(qv::max(x, y), z));
  return qv::select(x < 0.3, left, right);
}
HWY_INLINE Doubles polynomial(const Doubles& x, const Doubles&, const Doubles&) {
  return horner({0.1, -0.9, 0.4, 1.3, -2.2, 0.7, 1.1, -0.3, 0.6, -1.7, 1}, x);
}
HWY_INLINE Doubles goldstein_price(const Doubles& x, const Doubles& y, const Doubles&) {
  const Doubles x2 = x * x, y2 = y * y;
  const Doubles first = 19.0 - 14.0 * x + 3.0 * x2 - 14.0 * y + 6.0 * x * y + 3.0 * y2;
  const Doubles second = 18.0 - 32.0 * x + 12.0 * x2 + 48.0 * y - 36.0 * x * y + 27.0 * y2;
  return (1.0 + square(x + y + 1.0) * first) * (30.0 + square(2.0 * x - 3.0 * y) * second);
}
HWY_INLINE Doubles two_polynomials(const Doubles& x, const Doubles& y, const Doubles&) {
  return horner({0.1, -0.9, 0.4, 1.3, -2.2, 0.7, 1.1, -0.3, 0.6, -1.7, 1.9, -0.2, 1}, x) /
         horner({0.2, 0.8, 0.5, 1.2, 2.1, 0.4, 1.6, 0.3, 0.1, 1.5, 1.8, 0.7, 2}, y);
}
HWY_INLINE Doubles decay(const Doubles& x, const Doubles&, const Doubles&) { return exp(-x); }
HWY_INLINE Doubles wave(const Doubles& x, const Doubles&, const Doubles&) { return exp(-x) * sin(10.0 * x); }
HWY_INLINE Doubles density(const Doubles& x, const Doubles&, const Doubles&) {
  return exp(-(x * x) / 2.0) / qv::sqrt(qv::broadcast(2 * 3.141592653589793));
}
HWY_INLINE Doubles payoff(const Doubles& x, const Doubles& y, const Doubles&) {
  return qv::max(y * exp(x - 0.5) - 1.0, qv::broadcast(0.0));
}
HWY_INLINE Doubles softplus(const Doubles& x, const Doubles& y, const Doubles&) {
  return log(1.0 + exp(2.0 * x - y));
}
/// A call by Black and Scholes (1973): spot 0.5 + x, strike 1, volatility 0.1 + y/2, a year z + 0.1 away.
HWY_INLINE Doubles black_scholes(const Doubles& x, const Doubles& y, const Doubles& z) {
  const Doubles spot = 0.5 + x, time = 0.1 + z;
  const Doubles spread = (0.1 + y / 2.0) * qv::sqrt(time);
  const Doubles d = (log(spot) + 0.03 * time) / spread + spread / 2.0;
  const Doubles root2 = qv::broadcast(1.4142135623730951);
  return spot * erfc(-d / root2) / 2.0 - exp(-0.03 * time) * erfc((spread - d) / root2) / 2.0;
}
HWY_INLINE Doubles mixture(const Doubles& x, const Doubles& y, const Doubles& z) {
  const Doubles r = qv::sqrt(x * x + y * y + z * z);
  const Doubles damped = exp(-r) * cos(6.283185307179586 * r) / (1.0 + r * r);
  const Doubles inner = 3.0 * x * x - 2.0 * x * y + 0.5 * y * y - z + 1.0;
  const Doubles bent = qv::select(0.0 < inner, log(1.0 + inner * inner), atan(inner));
  const Doubles outer = qv::min(horner({0.3, -1.2, 0.8, 2.1, -0.4, 1}, z), qv::max(x, y) * (x + y) / 2.0);
  return qv::select(r < 1.0, damped + bent * outer, damped - square(bent - outer) / (1.0 + z));
}

template <Doubles (*function)(const Doubles&, const Doubles&, const Doubles&)>
void map(const double* x, const double* y, const double* z, double* out, std::size_t count) {
  for (std::size_t i = 0; i < count; i += qv::lanes) {
    qv::store(function(qv::load(x + i), qv::load(y + i), qv::load(z + i)), out + i);
  }
}

constexpr std::array by_hand = {
    map<successor>, map<rational>,   map<in_circle>,       map<two_pieces>,      map<norm>,   map<rosenbrock>,
    map<pieces>,    map<polynomial>, map<goldstein_price>, map<two_polynomials>, map<decay>,  map<wave>,
    map<density>,   map<payoff>,     map<softplus>,        map<black_scholes>,   map<mixture>};
Function by_hand_here(std::size_t number) { return by_hand.at(number); }

}  // namespace quadrille::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace quadrille {
namespace {

HWY_EXPORT(by_hand_here);

struct Formula {
  const char* name;
  const char* text;
};

// In the order of by_hand.
const Formula formulas[] = {
    {"successor", "x + 1"},
    {"rational", "1/(1+x^2)"},
    {"in_circle", "x^2 + y^2 < 1"},
    {"two_pieces", "if(x < 0.5, x^2, 1 - x)"},
    {"norm", "sqrt(x^2 + y^2 + z^2)"},
    {"rosenbrock", "100*(y - x^2)^2 + (1 - x)^2"},
    {"pieces", "if(x < 0.3, if(y < 0.5, x*y, x - y), if(0.2 < z < 0.8 and x != y, x^3, max(x, y, z)))"},
    {"polynomial",
     "(((((((((0.1*x - 0.9)*x + 0.4)*x + 1.3)*x - 2.2)*x + 0.7)*x + 1.1)*x - 0.3)*x + 0.6)*x - 1.7)*x + 1"},
    {"goldstein_price",
     "(1 + (x + y + 1)^2*(19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2))"
     "*(30 + (2*x - 3*y)^2*(18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2))"},
    {"two_polynomials",
     "((((((((((((0.1*x - 0.9)*x + 0.4)*x + 1.3)*x - 2.2)*x + 0.7)*x + 1.1)*x - 0.3)*x + 0.6)*x - 1.7)*x"
     " + 1.9)*x - 0.2)*x + 1)/"
     "((((((((((((0.2*y + 0.8)*y + 0.5)*y + 1.2)*y + 2.1)*y + 0.4)*y + 1.6)*y + 0.3)*y + 0.1)*y + 1.5)*y"
     " + 1.8)*y + 0.7)*y + 2)"},
    {"decay", "exp(-x)"},
    {"wave", "exp(-x)*sin(10*x)"},
    {"density", "exp(-x^2/2)/sqrt(2*pi)"},
    {"payoff", "max(y*exp(x - 0.5) - 1, 0)"},
    {"softplus", "log(1 + exp(2*x - y))"},
    {"black_scholes",
     "(0.5 + x)*erfc(-((log(0.5 + x) + 0.03*(0.1 + z))/((0.1 + y/2)*sqrt(0.1 + z))"
     " + (0.1 + y/2)*sqrt(0.1 + z)/2)/sqrt(2))/2 - exp(-0.03*(0.1 + z))"
     "*erfc(((0.1 + y/2)*sqrt(0.1 + z) - ((log(0.5 + x) + 0.03*(0.1 + z))/((0.1 + y/2)*sqrt(0.1 + z))"
     " + (0.1 + y/2)*sqrt(0.1 + z)/2))/sqrt(2))/2"},
    {"mixture",
     "if(sqrt(x^2 + y^2 + z^2) < 1,"
     " exp(-sqrt(x^2 + y^2 + z^2))*cos(2*pi*sqrt(x^2 + y^2 + z^2))/(1 + sqrt(x^2 + y^2 + z^2)^2)"
     " + if(3*x*x - 2*x*y + 0.5*y*y - z + 1 > 0, log(1 + (3*x*x - 2*x*y + 0.5*y*y - z + 1)^2),"
     " atan(3*x*x - 2*x*y + 0.5*y*y - z + 1))"
     "*min(((((0.3*z - 1.2)*z + 0.8)*z + 2.1)*z - 0.4)*z + 1, max(x, y)*(x + y)/2),"
     " exp(-sqrt(x^2 + y^2 + z^2))*cos(2*pi*sqrt(x^2 + y^2 + z^2))/(1 + sqrt(x^2 + y^2 + z^2)^2)"
     " - (if(3*x*x - 2*x*y + 0.5*y*y - z + 1 > 0, log(1 + (3*x*x - 2*x*y + 0.5*y*y - z + 1)^2),"
     " atan(3*x*x - 2*x*y + 0.5*y*y - z + 1))"
     " - min(((((0.3*z - 1.2)*z + 0.8)*z + 2.1)*z - 0.4)*z + 1, max(x, y)*(x + y)/2))^2/(1 + z))"},
};

constexpr std::size_t block = 1024;  // four blocks stay in the first-level cache
constexpr int blocks_a_turn = 16;

double median(std::vector<double>& values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

/// Nanoseconds a point.
double turn(const auto& evaluate) {
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < blocks_a_turn; ++i) evaluate();
  const std::chrono::duration<double, std::nano> time = std::chrono::steady_clock::now() - start;
  return time.count() / (blocks_a_turn * block);
}

void compare(benchmark::State& state, std::size_t number) {
  alignas(64) static std::array<std::array<double, block>, 3> point;
  alignas(64) static std::array<double, block> hand_value, tape_value;
  for (std::size_t k = 0; k < 3; ++k) random::Stream(k, "benchmark").uniforms(0, point[k]);
  const std::array<const double*, 3> at = {point[0].data(), point[1].data(), point[2].data()};
  const Function hand = HWY_DYNAMIC_DISPATCH(by_hand_here)(number);
  const std::vector<std::string> names = {"x", "y", "z"};
  formula::Evaluator tape(formula::compile(formula::parse(formulas[number].text), names));

  std::vector<double> hand_times, tape_times, ratios;
  for (auto _ : state) {
    hand_times.push_back(turn([&] {
      hand(at[0], at[1], at[2], hand_value.data(), block);
      benchmark::ClobberMemory();
    }));
    tape_times.push_back(turn([&] {
      tape(at, tape_value);
      benchmark::ClobberMemory();
    }));
    ratios.push_back(tape_times.back() / hand_times.back());
  }
  if (std::memcmp(hand_value.data(), tape_value.data(), block * sizeof(double)) != 0) {
    state.SkipWithError("the hand and the tape differ");
  }
  state.counters["hand"] = median(hand_times);
  state.counters["tape"] = median(tape_times);
  state.counters["ratio"] = median(ratios);
}

const bool registered = [] {
  for (std::size_t i = 0; i < std::size(formulas); ++i) {
    benchmark::RegisterBenchmark(("formula/" + std::string(formulas[i].name)).c_str(), compare, i);
  }
  return true;
}();

}  // namespace
}  // namespace quadrille
#endif  // HWY_ONCE
