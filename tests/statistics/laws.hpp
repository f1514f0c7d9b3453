// Laws of data for summaries to answer for: scales, signs, atoms, gaps and trends.
#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace quadrille::statistics {

/// Independent standard variates, the same everywhere.
class Variates {
 public:
  explicit Variates(std::uint64_t seed) : bits_(seed) {}

  double uniform() { return (static_cast<double>(bits_() >> 11) + 0.5) * 0x1p-53; }  ///< on (0, 1)
  double exponential() { return -std::log(uniform()); }
  double normal() { return std::sqrt(2 * exponential()) * std::cos(6.283185307179586 * uniform()); }
  double cauchy() { return std::tan(3.141592653589793 * (uniform() - 0.5)); }
  bool with(double probability) { return uniform() < probability; }

 private:
  std::mt19937_64 bits_;
};

struct Law {
  std::string name;
  std::function<double(Variates&)> draw;
};

/// Of independent values.
inline std::vector<Law> laws() {
  using V = Variates;
  std::vector<Law> all = {
      {"normal", [](V& v) { return v.normal(); }},
      {"uniform", [](V& v) { return v.uniform(); }},
      {"exponential", [](V& v) { return v.exponential(); }},
      {"Cauchy", [](V& v) { return v.cauchy(); }},
      {"cube of a Cauchy", [](V& v) { return std::pow(v.cauchy(), 3); }},
      {"far from 0", [](V& v) { return 1e15 + v.normal(); }},
      {"p^7 (1-p)^3",
       [](V& v) {
         const double p = v.uniform();
         return std::pow(p, 7) * std::pow(1 - p, 3);
       }},
      {"p^8 (1-p)^3",
       [](V& v) {
         const double p = v.uniform();
         return std::pow(p, 8) * std::pow(1 - p, 3);
       }},
      {"x^(1/0.3)", [](V& v) { return std::pow(v.exponential(), 1 / 0.3); }},
      {"cache latency", [](V& v) { return v.exponential() * (v.with(0.7) ? 1 : 5000); }},
      {"log u", [](V& v) { return std::log(v.uniform()); }},
      {"1/u", [](V& v) { return 1 / v.uniform(); }},
      {"1/u^5", [](V& v) { return std::pow(v.uniform(), -5); }},
      {"signed u^8", [](V& v) { return (v.with(0.3) ? -1 : 1) * std::pow(v.uniform(), 8); }},
      {"signed exp(20z)", [](V& v) { return (v.with(0.5) ? -1 : 1) * std::exp(20 * v.normal()); }},
      {"1 + u^10", [](V& v) { return 1 + std::pow(v.uniform(), 10); }},
      {"-1e6 - exp(5z)", [](V& v) { return -1e6 - std::exp(5 * v.normal()); }},
      {"signs of 1e-12 and 1e12", [](V& v) { return v.normal() * (v.with(0.5) ? 1e-12 : 1e12); }},
      {"one-sided 1e-12 and 1e12", [](V& v) { return v.exponential() * (v.with(0.5) ? 1e-12 : 1e12); }},
      {"gap below the median", [](V& v) { return v.with(0.501) ? v.normal() * 1e-6 : 1e6 + v.normal(); }},
      {"gap above the median", [](V& v) { return v.with(0.499) ? v.normal() * 1e-6 : 1e6 + v.normal(); }},
      {"spike and slab", [](V& v) { return v.with(0.6) ? 1e-9 * v.normal() : 10 * v.normal(); }},
      {"spike in a bin of the slab", [](V& v) { return v.with(0.02) ? 3 + 1e-13 * v.normal() : v.normal(); }},
      {"spike of 1 %", [](V& v) { return v.with(0.01) ? -1.645 + 1e-9 * v.uniform() : v.normal(); }},
      {"hundred spikes", [](V& v) { return std::floor(100 * v.uniform()) + 1e-9 * v.normal(); }},
      {"atom at 0 and a slab", [](V& v) { return std::max(v.uniform() - 0.6, 0.0); }},
      {"atoms among the fine",
       [](V& v) {
         return v.with(0.4)   ? std::floor(40 * v.uniform()) * 1e-9
                : v.with(0.5) ? 1e-9 * v.normal()
                              : 1e6 * v.normal();
       }},
      {"atoms 1e12 apart", [](V& v) { return std::floor(5 * v.uniform()) * (v.with(0.5) ? 1e-12 : 1); }},
      {"two atoms and a slab", [](V& v) { return v.with(0.3)   ? 1e-7
                                                 : v.with(0.3) ? -1e-7
                                                               : v.normal(); }},
      {"coin", [](V& v) { return v.with(0.3) ? 1.0 : 0.0; }},
      {"geometric", [](V& v) { return std::floor(v.exponential() * 3); }},
      {"rounded exp(5z)", [](V& v) { return std::floor(std::exp(5 * v.normal())); }},
      {"tenths", [](V& v) { return std::floor(100 * v.normal()) / 10; }},
      {"subnormal", [](V& v) { return 1e-310 * v.normal(); }},
      {"subnormal and not", [](V& v) { return v.normal() * (v.with(0.5) ? 1e-310 : 1); }},
      {"all exponents", [](V& v) { return (v.with(0.5) ? -1 : 1) * std::exp(1400 * (v.uniform() - 0.5)); }},
      {"near the ends", [](V& v) { return 1.7e308 * (2 * v.uniform() - 1); }},
      {"ends and middle", [](V& v) { return v.with(0.5) ? v.normal() : 1.7e308 * (2 * v.uniform() - 1); }},
      {"infinities", [](V& v) { return v.with(0.03)   ? HUGE_VAL
                                       : v.with(0.03) ? -HUGE_VAL
                                                      : v.normal(); }},
  };
  for (const int power : {3, 4, 5, 9})
    all.push_back({"z^" + std::to_string(power), [=](V& v) { return std::pow(v.normal(), power); }});
  for (const int power : {4, 10, 40})
    all.push_back({"u^" + std::to_string(power), [=](V& v) { return std::pow(v.uniform(), power); }});
  for (const int scale : {1, 2, 4, 5, 20})
    all.push_back(
        {"exp(" + std::to_string(scale) + "z)", [=](V& v) { return std::exp(scale * v.normal()); }});
  for (const double share : {0.05, 0.3, 0.9}) {
    for (const double scale : {1e-12, 1e-6, 1e3, 1e12}) {
      all.push_back({"z, in " + std::to_string(share) + " times " + std::to_string(scale),
                     [=](V& v) { return v.normal() * (v.with(share) ? scale : 1); }});
    }
  }
  return all;
}

/// Values that grow or shrink with their number, of which a pilot sees the beginning alone, at x in (0, 1).
inline std::vector<std::pair<std::string, double (*)(double)>> trends() {
  return {{"x", [](double x) { return x; }},
          {"-x", [](double x) { return -x; }},
          {"1e9 + x", [](double x) { return 1e9 + x; }},
          {"x^3", [](double x) { return x * x * x; }},
          {"-sqrt(x)", [](double x) { return -std::sqrt(x); }},
          {"log(x)", [](double x) { return std::log(x); }},
          {"exp(20x)", [](double x) { return std::exp(20 * x); }}};
}

}  // namespace quadrille::statistics
