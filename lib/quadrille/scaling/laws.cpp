#include "quadrille/scaling/laws.hpp"

#include <algorithm>
#include <cmath>

namespace quadrille::scaling {
namespace {

/// The b of y = b x by least squares; none where all x are 0.
class Proportion {
 public:
  void add(double x, double y) {
    xx_ += x * x;
    xy_ += x * y;
  }
  std::optional<double> value() const { return xx_ > 0 ? std::optional(xy_ / xx_) : std::nullopt; }

 private:
  double xx_ = 0, xy_ = 0;
};

}  // namespace

std::optional<double> amdahl_fraction(std::span<const Point> points) {
  Proportion fraction;
  for (const auto& [p, s] : points) fraction.add(1 - 1 / p, 1 / s - 1 / p);
  return fraction.value();
}

double amdahl_speedup(double fraction, double processes) {
  return 1 / (fraction + (1 - fraction) / processes);
}

std::optional<double> gustafson_fraction(std::span<const Point> points) {
  Proportion fraction;
  for (const auto& [p, s] : points) fraction.add(p - 1, p - s);
  return fraction.value();
}

double gustafson_speedup(double fraction, double processes) { return processes - fraction * (processes - 1); }

double karp_flatt(const Point& point) {
  return (1 / point.speedup - 1 / point.processes) / (1 - 1 / point.processes);
}

double Usl::speedup(double processes) const {
  return processes / (1 + contention * (processes - 1) + coherency * processes * (processes - 1));
}

std::optional<double> Usl::peak() const {
  if (coherency <= 0) return std::nullopt;
  return std::sqrt(std::max(0.0, 1 - contention) / coherency);
}

std::optional<Usl> usl(std::span<const Point> points) {
  double uu = 0, uv = 0, vv = 0, uy = 0, vy = 0;  // u = p - 1, v = p (p - 1), y = p/S - 1
  for (const auto& [p, s] : points) {
    const double u = p - 1, v = p * (p - 1), y = p / s - 1;
    uu += u * u;
    uv += u * v;
    vv += v * v;
    uy += u * y;
    vy += v * y;
  }
  const double determinant = uu * vv - uv * uv;
  if (!(determinant > 1e-12 * uu * vv)) return std::nullopt;
  const Usl free{(uy * vv - vy * uv) / determinant, (vy * uu - uy * uv) / determinant};
  if (free.contention >= 0 && free.coherency >= 0) return free;
  // The minimum over both not negative lies on an edge: the better of the two edges' own minima.
  const Usl without_coherency{std::max(0.0, uy / uu), 0}, without_contention{0, std::max(0.0, vy / vv)};
  const double gain_of_contention = std::max(0.0, uy) * std::max(0.0, uy) / uu;
  const double gain_of_coherency = std::max(0.0, vy) * std::max(0.0, vy) / vv;
  return gain_of_contention >= gain_of_coherency ? without_coherency : without_contention;
}

}  // namespace quadrille::scaling
