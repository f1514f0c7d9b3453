#include "simulate/digest.hpp"

#include <vector>

#include "simulate/kernel.hpp"
#include "text/digest.hpp"

namespace quadrille::simulate {
namespace {

constexpr const char* every_distribution =
    "n ~ normal(1, 2)\n"
    "u ~ uniform(-1, 3)\n"
    "t ~ exponential(2)\n"
    "h ~ normal(u, abs(n))\n"
    "y = exp(-t)*sin(10*u) + 1/(1 + h^2) - log1p(t)*tanh(n) + erf(u)*atan2(n, t) + lgamma(1 + t)\n";

struct FirstBlock {
  std::uint64_t block = 0;
};

}  // namespace

std::string kernel_digest() {
  Problem problem;
  problem.model = parse_model(every_distribution, "digest");
  problem.draws = block_draws;
  problem.seed = 2026;
  problem.columns = columns_of(problem.model, "", "");
  Kernel kernel(problem);
  Tally tally;
  std::vector<double> values;
  for (const ColumnSummary& column : kernel(FirstBlock{}, tally).columns) {
    const statistics::Moments& m = column.moments;
    values.insert(values.end(), {m.mean, m.m2, m.m3, m.m4, m.min, m.max});
  }
  for (const statistics::Quantiles& column : tally.columns) values.push_back(column.quantile(0.5).value());
  return text::digest_of(values);
}

}  // namespace quadrille::simulate
