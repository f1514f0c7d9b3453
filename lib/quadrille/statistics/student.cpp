#include "quadrille/statistics/student.hpp"

#include <cmath>
#include <limits>

#include "quadrille/vector/scalar.hpp"

namespace quadrille::statistics {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double epsilon = std::numeric_limits<double>::epsilon();

/// Degrees of freedom from which on the normal is the same to the last bit (they differ by t^2 / df).
constexpr double as_good_as_infinite = 1e30;

/// Tails below this are taken for 0: with one degree of freedom, their t^2 would overflow.
constexpr double smallest_tail = 1e-140;

/// Gamma(a + 1/2) / (Gamma(a) sqrt(a)), a >= 1/2, without the cancellation of two lgammas: moved up to a >=
/// 16 by Gamma(a + 1) = a Gamma(a), then the asymptotic series of the logarithm,
///     -1/(8 a) + 1/(192 a^3) - 1/(640 a^5) + 17/(14336 a^7) - 31/(18432 a^9),
/// whose next term is below 3e-16.
double gamma_ratio(double a) {
  double factor = 1 / std::sqrt(a);
  while (a < 16) {
    factor *= a / (a + 0.5);
    a += 1;
  }
  const double r = 1 / a, r2 = r * r;
  const double log_ratio =
      r * (-1.0 / 8 + r2 * (1.0 / 192 + r2 * (-1.0 / 640 + r2 * (17.0 / 14336 - r2 * (31.0 / 18432)))));
  return factor * std::sqrt(a) * vector::exp(log_ratio);
}

/// T with df = 2 a degrees of freedom, for 0 <= t <= largest; below and above t by symmetry.
class Student {
 public:
  static constexpr double largest = 1e150;  // its square does not overflow

  explicit Student(double df)
      : df_(std::fmin(df, as_good_as_infinite)), a_(df_ / 2), peak_(gamma_ratio(a_) / sqrt_2_pi) {}

  /// P(T > t).
  double tail(double t) const {
    const double tf = t * density(t);
    return is_central(t) ? 0.5 - tf * below(t) : tf * above(t);
  }

  /// What to add to t, to come nearer to P(T > t) = tail = 1/2 - centre: Newton's step for the function
  /// P(T > t)^(-1/df), which is nearly a straight line, where the tail is a power law as well as where it is
  /// the normal's. centre and tail are both asked for, because each is exact where the other has lost digits.
  double newton_step(double t, double centre, double tail) const {
    const double f = density(t);
    const double surplus = is_central(t) ? centre - t * f * below(t) : t * f * above(t) - tail;
    return df_ * (tail + surplus) / f * vector::expm1(vector::log1p(surplus / tail) / df_);
  }

 private:
  static constexpr double sqrt_2_pi = 2.5066282746310005024;

  /// peak (1 + t^2 / df)^-(df + 1)/2.
  double density(double t) const { return peak_ * vector::exp(-(a_ + 0.5) * vector::log1p(t * t / df_)); }

  /// Where the series converges faster than the fraction, and the tail is no small difference.
  bool is_central(double t) const { return t * t * (a_ + 1) < 1.5 * df_; }

  /// P(0 < T < t) / (t density(t)) = F(1, a + 1/2; 3/2; y), y = t^2 / (df + t^2): DLMF 8.17.8. All terms are
  /// positive.
  double below(double t) const {
    const double y = t * t / (df_ + t * t);
    double term = 1, sum = 1;
    for (double k = 0; term > epsilon / 8 * sum; k += 1) {
      term *= y * (a_ + 0.5 + k) / (1.5 + k);
      sum += term;
    }
    return sum;
  }

  /// P(T > t) / (t density(t)), from the continued fraction of I_x(a, 1/2), x = df / (df + t^2), in the form
  /// of Didonato and Morris, ACM TOMS 18 (1992) 360, eq. 9, which for a -> infinity becomes that of erfc.
  /// Evaluated by Lentz's algorithm: all denominators are positive.
  double above(double t) const {
    const double x = 1 / (1 + t * t / df_);
    const double ay = a_ * (t * t / df_) * x;  // a (1 - x), but no difference
    double fraction = a_ * (ay - x / 2 + 1) / (a_ + 1), c = fraction, d = 0, change = 0;
    for (double m = 1; std::fabs(change - 1) > 4 * epsilon; m += 1) {
      const double s = x / (a_ + 2 * m - 1);
      const double numerator = (a_ + m - 1) * (a_ + m - 0.5) * m * (0.5 - m) * s * s;
      const double denominator =
          m + m * (0.5 - m) * s + (a_ + m) * (ay - x / 2 + 1 + m * (2 - x)) / (a_ + 2 * m + 1);
      d = 1 / (denominator + numerator * d);
      c = denominator + numerator / c;
      change = c * d;
      fraction *= change;
    }
    return 0.5 / fraction;
  }

  double df_, a_, peak_;
};

/// Abramowitz and Stegun 26.2.23: t with P(Z > t) = tail for a normal Z, within 4.5e-4, 0 < tail <= 1/2.
double rough_normal_quantile(double tail) {
  const double s = std::sqrt(-2 * vector::log(tail));
  return s -
         (2.515517 + s * (0.802853 + s * 0.010328)) / (1 + s * (1.432788 + s * (0.189269 + s * 0.001308)));
}

}  // namespace

double student_cdf(double t, double df) {
  if (!(df >= 1) || std::isnan(t)) return nan;
  const double tail = std::fabs(t) > Student::largest ? 0 : Student(df).tail(std::fabs(t));
  return t < 0 ? tail : 1 - tail;
}

double student_quantile(double p, double df) {
  if (!(df >= 1 && p >= 0 && p <= 1)) return nan;
  const double centre = std::fabs(p - 0.5);
  const double tail = std::fmin(p, 1 - p);
  if (tail < smallest_tail) return p < 0.5 ? -infinity : infinity;
  if (centre == 0) return 0;
  const Student student(df);
  double t = std::fmax(rough_normal_quantile(tail), 0), step = infinity;
  while (std::fabs(step) > 1e-10 * t) {  // quadratic: what is left is the square of that
    step = student.newton_step(t, centre, tail);
    t += step;
  }
  return p < 0.5 ? -t : t;
}

double normal_quantile(double p) { return student_quantile(p, infinity); }

}  // namespace quadrille::statistics
