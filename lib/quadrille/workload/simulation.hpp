// Draws from a model as a workload of one step.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "quadrille/simulate/kernel.hpp"
#include "quadrille/simulate/problem.hpp"
#include "quadrille/simulate/result.hpp"
#include "quadrille/workload/workload.hpp"

namespace quadrille::workload {

class Simulation final : public Workload {
 public:
  explicit Simulation(simulate::Problem problem);

  std::string program() const override { return "simulate"; }
  journal::Fields fields() const override;
  journal::Extent extent() const override { return {"draws", problem_.draws}; }
  const std::string& digest() const override { return digest_; }
  distribute::Amount amount() const override { return {static_cast<double>(problem_.draws), "draws"}; }
  double cost() const override { return simulate::layout(problem_).cost(); }
  std::unique_ptr<Step> next() override;
  void adopt(std::string_view) override {}
  Document document() const override;
  std::unique_ptr<Workload> fresh() const override;

  const simulate::Problem& problem() const { return problem_; }

  /// At rank 0, after the step.
  simulate::Result result() const;

 private:
  simulate::Problem problem_;
  std::string digest_;
  bool is_begun_ = false;
  std::optional<work::GroupResult<simulate::Kernel>> outcome_;  // at rank 0, once all is done
};

}  // namespace quadrille::workload
