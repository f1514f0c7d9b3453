#include "quadrille/random/gamma.hpp"

#include <vector>

#include <boost/math/special_functions/gamma.hpp>
#include <gtest/gtest.h>

#include "goodness.hpp"
#include "quadrille/random/grouped_stream.hpp"

namespace quadrille::random {
namespace {

TEST(Gamma, FitsItsDistributionFunction) {
  for (const double shape : {1.0, 2.0, 100.0, 4096.0, 1e9}) {
    GroupedStream stream(1, "gamma " + std::to_string(shape));
    std::vector<double> sample;
    for (std::uint64_t i = 0; i < 20'000; ++i) sample.push_back(gamma(stream, i, shape));
    const auto u = probabilities(sample, [&](double x) { return boost::math::gamma_p(shape, x); });
    EXPECT_GT(kolmogorov_smirnov(u), 1e-6) << shape;
    EXPECT_GT(anderson_darling(u), 1e-6) << shape;
  }
}

}  // namespace
}  // namespace quadrille::random
