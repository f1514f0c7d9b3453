#include "quadrille/report/table.hpp"

#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include <gtest/gtest.h>

namespace quadrille::report {
namespace {

TEST(Table, AlignsItsColumns) {
  Table left(Table::First::left, {"name", "x"});
  left.add({"a", "100"});
  left.add({"größe", "1"});
  EXPECT_EQ(left.text(), "name     x\na      100\ngröße    1\n");
  Table right(Table::First::right, {"n", "x"});
  right.add({"100", "1"});
  EXPECT_EQ(right.text(), "  n  x\n100  1\n");
}

TEST(Table, DigitsForPeople) {
  EXPECT_EQ(digits(3.14159265, 3), "3.14");
  EXPECT_EQ(digits(99.7, 2), "100");
  EXPECT_EQ(digits(-123456.7, 3), "-123457");
  EXPECT_EQ(digits(1234567, 3), "1.23e+06");
  EXPECT_EQ(digits(std::nullopt, 3), "-");
  EXPECT_EQ(digits(-std::numeric_limits<double>::quiet_NaN(), 3), "nan");
}

TEST(Table, AlignsNumbersAtTheirPoints) {
  Table table(Table::First::right, {"n", "x", "y"});
  table.add({"1", "1.5", "1.5"});
  table.add({"2", "-", "1e-07"});
  table.add({"3", "12.125", "-"});
  table.add({"4", "7", "2"});
  EXPECT_EQ(table.text(),
            "n       x      y\n1   1.5      1.5\n2       -  1e-07\n3  12.125      -\n4   7          2\n");
}

TEST(Table, BreaksColumnsIntoBlocksWhereTheyAreWiderThanATerminal) {
  Table table(Table::First::left, {"name", "first", "second", "third"});
  table.add({"a", "1", "2", "3"});
  const std::string whole = "name  first  second  third\na         1       2      3\n";
  EXPECT_EQ(table.text(), whole);
  EXPECT_EQ(table.text(26), whole);
  EXPECT_EQ(table.text(25), "name  first  second\na         1       2\n\nname  third\na         3\n");
  EXPECT_EQ(table.text(1),
            "name  first\na         1\n\nname  second\na          2\n\nname  third\na         3\n");
  Table narrow(Table::First::left, {"variable"});
  narrow.add({"x"});
  EXPECT_EQ(narrow.text(3), "variable\nx\n");
}

TEST(Table, DigitsAsTheErrorWarrants) {
  EXPECT_EQ(digits_by_error(10000000.2, 0.0003, 7), "10000000.20000");
  EXPECT_EQ(digits_by_error(1.609724612962678, 2.47e-12, 10), "1.6097246129627");
  EXPECT_EQ(digits_by_error(1.609724612962678, 0.0025, 10), "1.6097");
  EXPECT_EQ(digits_by_error(0.001097951, 0.00315, 7), "0.0011");
  EXPECT_EQ(digits_by_error(-0.00001, 0.00315, 7), "0.0000");
  EXPECT_EQ(digits_by_error(0.0, 0.01, 7), "0.000");
  EXPECT_EQ(digits_by_error(123456.7, 2500.0, 7), "123500");
  EXPECT_EQ(digits_by_error(-123456.7, 120.0, 7), "-123460");
  EXPECT_EQ(digits_by_error(123456.7, 99.4, 7), "123457");
  EXPECT_EQ(digits_by_error(12.0, 2500.0, 7), "0");
  EXPECT_EQ(digits_by_error(-1273684731442.0, 2e9, 7), "-1.2737e+12");
  EXPECT_EQ(digits_by_error(1273684731442.0, 20.0, 7), "1273684731442");
  EXPECT_EQ(digits_by_error(999999.0, 12345.0, 7), "1000000");
  EXPECT_EQ(digits_by_error(9.995, 0.0996, 7), "9.99");  // the error rounds to 0.10
  EXPECT_EQ(digits_by_error(1.25e-12, 1e-15, 7), "1.2500e-12");
  EXPECT_EQ(digits_by_error(-1.25e-300, 1e-303, 7), "-1.2500e-300");
  EXPECT_EQ(digits_by_error(2.5e20, 1e17, 7), "2.5000e+20");
  EXPECT_EQ(digits_by_error(1.0, 1e-300, 7), "1.0000000000000000");
  EXPECT_EQ(digits_by_error(1.0, 1e300, 7), "1e+00");
  EXPECT_EQ(digits_by_error(1e300, 1.0, 7), "1.0000000000000001e+300");
  EXPECT_EQ(digits_by_error(std::nextafter(0.0, 1.0), std::nextafter(0.0, 1.0), 7), "4.9e-324");
}

TEST(Table, AnErrorThatSaysNothingLeavesTheUsualDigits) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const std::optional<double> error :
       {std::optional<double>(), {0.0}, {infinity}, {-infinity / infinity}})
    EXPECT_EQ(digits_by_error(3.14159265, error, 4), "3.142");
  EXPECT_EQ(digits_by_error(std::nullopt, 0.1, 4), "-");
  EXPECT_EQ(digits_by_error(infinity, 0.1, 4), "inf");
}

TEST(Table, EndsOfAnIntervalDifferFromItsMiddleAtAnyScale) {
  for (const double value : {0.0, 1.0, -1.609724612962678, 1e7, 123456.789, 1e-9, 3e14, 1e15})
    for (const double part : {1e-13, 3e-10, 1e-6, 0.0996, 0.5, 3.0}) {
      const double error = part * (value == 0 ? 1 : std::abs(value));
      const auto shown = digits_by_error(value, error, 10);
      EXPECT_NE(shown, digits_by_error(value + 1.96 * error, error, 10)) << value << ' ' << error;
      EXPECT_NE(shown, digits_by_error(value - 1.96 * error, error, 10)) << value << ' ' << error;
    }
}

TEST(Table, AsManyDigitsAsTellNeighboursApart) {
  const std::vector<std::optional<double>> quantiles = {9999999.5, 10000000.0, std::nullopt, 10000000.5};
  EXPECT_EQ(digits(quantiles[0], telling_digits(quantiles[0], quantiles, 5)), "9999999.5");
  EXPECT_EQ(digits(quantiles[3], telling_digits(quantiles[3], quantiles, 5)), "10000000.5");
  EXPECT_EQ(telling_digits(1.0, std::vector<std::optional<double>>{2.0, 1.0}, 5), 5);
  EXPECT_EQ(telling_digits(1.0, std::vector<std::optional<double>>{1.0 + 1e-16, 1.0 - 1e-16}, 5), 17);
}

TEST(Table, CsvQuotesWhatNeedsIt) {
  EXPECT_EQ(csv_line({"a", "b,c", "d\"e", ""}), "a,\"b,c\",\"d\"\"e\",\n");
  EXPECT_EQ(csv_number(0.1), "0.1");
  EXPECT_EQ(csv_number(std::nullopt), "");
}

}  // namespace
}  // namespace quadrille::report
