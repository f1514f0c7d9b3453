#include "quadrille/statistics/student.hpp"

#include <cmath>
#include <limits>
#include <numbers>

#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <gtest/gtest.h>

namespace quadrille::statistics {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

double relative(double found, double expected) { return std::fabs(found / expected - 1); }

TEST(StudentQuantile, OfPrintedTables) {
  struct Row {
    double df, t90, t95, t99;  // two-sided, as printed with three decimals
  };
  for (const Row& row :
       {Row{1, 6.314, 12.706, 63.657}, Row{2, 2.920, 4.303, 9.925}, Row{4, 2.132, 2.776, 4.604},
        Row{9, 1.833, 2.262, 3.250}, Row{29, 1.699, 2.045, 2.756}, Row{120, 1.658, 1.980, 2.617},
        Row{infinity, 1.645, 1.960, 2.576}}) {
    EXPECT_NEAR(student_quantile(0.95, row.df), row.t90, 0.00051) << row.df;
    EXPECT_NEAR(student_quantile(0.975, row.df), row.t95, 0.00051) << row.df;
    EXPECT_NEAR(student_quantile(0.995, row.df), row.t99, 0.00051) << row.df;
  }
}

TEST(StudentQuantile, ClosedForms) {
  for (const double p : {1e-10, 0.001, 0.1, 0.3, 0.4999, 0.51, 0.75, 0.99}) {
    const double cauchy = -1 / std::tan(std::numbers::pi * p);
    EXPECT_LT(relative(student_quantile(p, 1), cauchy), 1e-12) << p;
    EXPECT_LT(relative(student_quantile(p, 2), (2 * p - 1) / std::sqrt(2 * p * (1 - p))), 1e-12) << p;
  }
  EXPECT_LT(relative(student_quantile(1e-139, 1), -1e139 / std::numbers::pi), 1e-12);
}

TEST(StudentQuantile, AgreesWithBoost) {
  for (const double df : {1.0,  1.001, 1.5, 2.0,     2.5, 3.0, 4.2, 7.0, 12.3, 29.0, 31.9, 32.1,
                          64.0, 100.0, 1e3, 12345.6, 1e5, 1e6, 1e7, 1e8, 1e9,  1e10, 1e11, 1e12}) {
    const boost::math::students_t_distribution<long double> oracle(df);
    for (const double p :
         {0.5001, 0.51, 0.6, 0.75, 0.8, 0.85, 0.9, 0.95, 0.975, 0.99, 0.995, 0.999, 0.9999}) {
      const auto expected = static_cast<double>(quantile(oracle, static_cast<long double>(p)));
      EXPECT_LT(relative(student_quantile(p, df), expected), 1e-12) << df << " " << p;
      EXPECT_EQ(student_quantile(1 - p, df), -student_quantile(1 - (1 - p), df));
    }
  }
}

TEST(StudentQuantile, OfInfiniteDegreesIsTheNormals) {
  const boost::math::normal_distribution<long double> oracle;
  for (const double p : {1e-100, 1e-20, 1e-5, 0.02425, 0.1, 0.25, 0.499, 0.5 + 1e-9, 0.6, 0.975, 0.9999}) {
    const auto expected = static_cast<double>(quantile(oracle, static_cast<long double>(p)));
    EXPECT_LT(relative(normal_quantile(p), expected), 1e-12) << p;
    EXPECT_EQ(student_quantile(p, infinity), normal_quantile(p)) << p;
    EXPECT_LT(relative(student_quantile(p, 1e15), normal_quantile(p)), 1e-12) << p;
  }
}

TEST(StudentQuantile, Ends) {
  for (const double df : {1.0, 3.5, infinity}) {
    EXPECT_EQ(student_quantile(0, df), -infinity);
    EXPECT_EQ(student_quantile(0.5, df), 0);
    EXPECT_EQ(student_quantile(1, df), infinity);
    EXPECT_TRUE(std::isnan(student_quantile(-0.1, df)));
    EXPECT_TRUE(std::isnan(student_quantile(1.1, df)));
    EXPECT_TRUE(std::isnan(student_quantile(nan, df)));
  }
  EXPECT_TRUE(std::isnan(student_quantile(0.9, 0.99)));
  EXPECT_TRUE(std::isnan(student_quantile(0.9, nan)));
}

TEST(StudentCdf, AgreesWithBoost) {
  for (const double df : {1.0, 1.5, 2.0, 3.0, 7.7, 30.0, 1e3, 1e6, 1e9, 1e12}) {
    const boost::math::students_t_distribution<long double> oracle(df);
    for (const double t : {-30.0, -8.0, -3.0, -1.8, -1.7, -1.0, -0.1, 0.0, 0.01, 0.5, 1.0, 1.5, 2.0, 5.0}) {
      const auto expected = static_cast<double>(cdf(oracle, static_cast<long double>(t)));
      EXPECT_LT(relative(student_cdf(t, df), expected), 1e-12) << df << " " << t;
    }
  }
}

// Boost 1.74 is off by 8e-12 at t = 1e-9.
TEST(StudentCdf, OfOneDegreeIsCauchys) {
  for (const double t : {1e-300, 1e-9, 0.01, 0.9, 1.0, 1.1, 50.0, 1e8, 1e140}) {
    EXPECT_LT(relative(student_cdf(t, 1), 0.5 + std::atan(t) / std::numbers::pi), 1e-12) << t;
    EXPECT_LT(relative(student_cdf(-t, 1), std::atan2(1, t) / std::numbers::pi), 1e-12) << t;
  }
}

TEST(StudentCdf, OfInfiniteDegreesIsTheNormals) {
  for (const double t : {-37.0, -10.0, -2.0, -1.0, 0.0, 0.3, 3.0}) {
    const double expected = std::erfc(-t / std::numbers::sqrt2) / 2;
    EXPECT_LT(relative(student_cdf(t, infinity), expected), 1e-12) << t;
  }
}

TEST(StudentCdf, Ends) {
  EXPECT_EQ(student_cdf(0, 5), 0.5);
  EXPECT_EQ(student_cdf(infinity, 1), 1);
  EXPECT_EQ(student_cdf(-infinity, infinity), 0);
  EXPECT_EQ(student_cdf(1e200, 2), 1);
  EXPECT_TRUE(std::isnan(student_cdf(nan, 5)));
  EXPECT_TRUE(std::isnan(student_cdf(1, 0.5)));
  EXPECT_TRUE(std::isnan(student_cdf(1, nan)));
}

TEST(Student, QuantileAndCdfAreInverse) {
  for (double df = 1; df < 1e16; df *= 3.7) {
    for (double p = 1e-30; p < 1; p = p < 0.1 ? p * 17 : p + 0.0437) {
      EXPECT_LT(relative(student_cdf(student_quantile(p, df), df), p), 1e-12) << df << " " << p;
    }
  }
}

TEST(StudentQuantile, HasTheseBits) {
  EXPECT_EQ(student_quantile(0.975, 10.5), 0x1.1b5f1e64539dep+1);
  EXPECT_EQ(student_quantile(0.975, 999), 0x1.f65c028f272c5p+0);
  EXPECT_EQ(normal_quantile(0.975), 0x1.f5c0331eeff7fp+0);
}

}  // namespace
}  // namespace quadrille::statistics
