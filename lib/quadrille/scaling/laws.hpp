// How speedup grows with processes, by the laws that carry names.
//
// S is the speedup on p processes, T(1) / T(p) for the same work, or p T(1) / T(p) for p times the work.
#pragma once

#include <optional>
#include <span>

namespace quadrille::scaling {

struct Point {
  double processes = 1;
  double speedup = 1;
};

/// Returns the serial fraction f of Amdahl's law (AFIPS 30 (1967) 483), 1/S = f + (1 - f)/p, by least squares
/// in 1/S with 1/S = 1 at p = 1; none without a point beyond p = 1. It may be below 0: speedup beyond p.
std::optional<double> amdahl_fraction(std::span<const Point> points);
double amdahl_speedup(double fraction, double processes);

/// Returns the serial fraction s of Gustafson's law for work that grows with p (CACM 31 (1988) 532), S = p -
/// s (p - 1), by least squares in S; none without a point beyond p = 1.
std::optional<double> gustafson_fraction(std::span<const Point> points);
double gustafson_speedup(double fraction, double processes);

/// Returns the serial fraction that one measurement implies by Amdahl's law, (1/S - 1/p) / (1 - 1/p) (Karp
/// and Flatt, CACM 33 (1990) 539). If it grows with p, overhead grows. Requires p > 1.
double karp_flatt(const Point& point);

/// The Universal Scalability Law, S = p / (1 + contention (p - 1) + coherency p (p - 1)) (Gunther, Guerrilla
/// Capacity Planning, 2007).
struct Usl {
  double contention = 0;
  double coherency = 0;

  double speedup(double processes) const;
  /// Returns the number of processes beyond which speedup falls; none if it never does.
  std::optional<double> peak() const;
};

/// Returns the law by least squares in p/S - 1, both coefficients not negative; none without two different p
/// beyond 1. Meant for four or more points.
std::optional<Usl> usl(std::span<const Point> points);

}  // namespace quadrille::scaling
