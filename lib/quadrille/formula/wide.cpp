// Sums and products without an error: T. J. Dekker, "A floating-point technique for extending the available
// precision", Numerische Mathematik 18 (1971).
#include "quadrille/formula/wide.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>

namespace quadrille::formula {
namespace {

constexpr double last_places = 0x1p-51;  // of a function's value as a double

/// What an operation here may do to a result: 2^-100 of it, with something to spare. Where the low parts
/// leave the range of doubles the high ones alone count.
double rounding(double result) {
  constexpr double smallest = 0x1p-960, of_wide = 0x1p-100;
  return std::fabs(result) * (std::fabs(result) < smallest ? last_places : of_wide);
}

/// high + low exactly, for |high| >= |low|.
Wide renormalized(double high, double low, double error) {
  const double sum = high + low;
  return {sum, low - (sum - high), error};
}

Wide exact_sum(double left, double right) {
  const double sum = left + right, of_right = sum - left;
  return {sum, (left - (sum - of_right)) + (right - of_right), 0};
}

/// number * 10^power, in steps that doubles hold exactly.
Wide times_power_of_ten(Wide number, int power) {
  constexpr int longest = 22;
  while (power != 0) {
    const int step = std::min(std::abs(power), longest);
    double factor = 1;
    for (int i = 0; i < step; ++i) factor *= 10;
    number = power > 0 ? number * Wide{factor} : number / Wide{factor};
    power += power > 0 ? -step : step;
  }
  return number;
}

}  // namespace

double Wide::value() const { return std::isfinite(error) && std::fabs(high) <= error ? 0 : high + low; }

Wide decimal(double number) {
  std::array<char, 32> text{};
  const auto end =
      std::to_chars(text.data(), text.data() + text.size(), std::fabs(number), std::chars_format::scientific)
          .ptr;
  const std::string_view shortest(text.data(), static_cast<std::size_t>(end - text.data()));
  const auto sign = shortest.find('e');
  if (!std::isfinite(number) || sign == std::string_view::npos) return computed(number);
  std::uint64_t digits = 0;  // at most 17
  int power = 0;
  const std::string_view exponent = shortest.substr(sign + (shortest[sign + 1] == '+' ? 2 : 1));
  std::from_chars(exponent.begin(), exponent.end(), power);
  const std::string_view mantissa = shortest.substr(0, sign);
  for (const char digit : mantissa)
    if (digit != '.') digits = 10 * digits + static_cast<std::uint64_t>(digit - '0');
  power -= static_cast<int>(mantissa.size() > 1 ? mantissa.size() - 2 : 0);
  const auto high = static_cast<double>(digits);
  const auto low = static_cast<double>(static_cast<std::int64_t>(digits - static_cast<std::uint64_t>(high)));
  const Wide found = times_power_of_ten({high, low, 0}, power);
  // Beside the ends of the doubles' range powers of ten leave it.
  if (found.high != std::fabs(number)) return computed(number);
  return number < 0 ? -found : found;
}

Wide computed(double number) { return {number, 0, last_places * std::fabs(number)}; }

Wide operator-(const Wide& number) { return {-number.high, -number.low, number.error}; }

Wide operator+(const Wide& left, const Wide& right) {
  const Wide high = exact_sum(left.high, right.high), low = exact_sum(left.low, right.low);
  const Wide first = renormalized(high.high, high.low + low.high, 0);
  return renormalized(first.high, first.low + low.low,
                      left.error + right.error + rounding(left.high) + rounding(right.high));
}

Wide operator-(const Wide& left, const Wide& right) { return left + -right; }

Wide operator*(const Wide& left, const Wide& right) {
  const double product = left.high * right.high;
  const double rest =
      std::fma(left.high, right.high, -product) + (left.high * right.low + left.low * right.high);
  return renormalized(product, rest,
                      std::fabs(left.high) * right.error + std::fabs(right.high) * left.error +
                          left.error * right.error + rounding(product));
}

Wide operator/(const Wide& left, const Wide& right) {
  const double first = left.high / right.high;
  const Wide rest = left - Wide{first} * right;
  const double second = rest.high / right.high;
  const double third = (rest - Wide{second} * right).high / right.high;
  const Wide sum = renormalized(first, second, 0);
  const double error =
      2 * (left.error + std::fabs(first) * right.error) / std::fabs(right.high) + rounding(first);
  return renormalized(sum.high, sum.low + third, error);
}

}  // namespace quadrille::formula
