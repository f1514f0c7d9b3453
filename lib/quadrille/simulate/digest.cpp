#include "quadrille/simulate/digest.hpp"

#include <string>
#include <vector>

#include "quadrille/formula/names.hpp"
#include "quadrille/simulate/kernel.hpp"
#include "quadrille/text/digest.hpp"

namespace quadrille::simulate {
namespace {

const std::string every_distribution = std::string(
                                           "n ~ normal(1, 2)\n"
                                           "x ~ uniform(0, 1)\n"
                                           "t ~ exponential(2)\n"
                                           "h ~ normal(x, abs(n) + t)\n"
                                           "y = h + ") +
                                       formula::every_function;

}  // namespace

std::string kernel_digest() {
  Problem problem;
  problem.model = parse_model(every_distribution, "digest");
  problem.draws = block_draws + 5;
  problem.seed = 2026;
  problem.columns = columns_of(problem.model, "", "");
  Kernel kernel(problem);
  Tally tally;
  std::vector<double> values;
  for (const std::uint64_t b : {0U, 1U}) {
    for (const ColumnSummary& column : kernel({0, 0, b}, tally).columns) {
      const statistics::Moments& m = column.moments;
      values.insert(values.end(), {m.mean, m.m2, m.m3, m.m4});
    }
  }
  for (const statistics::Quantiles& column : tally.columns)
    for (const double p : {0.0, 0.5, 1.0}) values.push_back(column.quantile(p).value());
  return text::digest_of(values);
}

}  // namespace quadrille::simulate
