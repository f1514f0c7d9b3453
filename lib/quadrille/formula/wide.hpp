// Real numbers of twice a double's digits, with a bound of their error.
#pragma once

namespace quadrille::formula {

/// A number within `error` of high + low, where low is less than a unit of high's last place. Decimals as
/// people write them, and sums, products and quotients of such, are known to some 30 digits: so it can be
/// told whether 0.1 + 0.2 - 0.3 is 0, which doubles make 5.6e-17.
struct Wide {
  double high = 0;
  double low = 0;
  double error = 0;

  /// Returns the nearest double; 0, and not -0, where the number may be 0 as far as is known.
  double value() const;
};

/// Returns the decimal number that reads back as `number` and has the fewest digits: what somebody wrote, if
/// it had no more than 15 of them.
Wide decimal(double number);

/// Returns a number that was computed as a double, and may be wrong by some of its last places.
Wide computed(double number);

Wide operator-(const Wide& number);
Wide operator+(const Wide& left, const Wide& right);
Wide operator-(const Wide& left, const Wide& right);
Wide operator*(const Wide& left, const Wide& right);
Wide operator/(const Wide& left, const Wide& right);

}  // namespace quadrille::formula
