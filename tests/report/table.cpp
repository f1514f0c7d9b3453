#include "report/table.hpp"

#include <limits>

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

TEST(Table, CsvQuotesWhatNeedsIt) {
  EXPECT_EQ(csv_line({"a", "b,c", "d\"e", ""}), "a,\"b,c\",\"d\"\"e\",\n");
  EXPECT_EQ(csv_number(0.1), "0.1");
  EXPECT_EQ(csv_number(std::nullopt), "");
}

}  // namespace
}  // namespace quadrille::report
