// An integral over one variable as a workload of one step.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "quadrille/integrate/integrand.hpp"
#include "quadrille/integrate/kernel.hpp"
#include "quadrille/integrate/problem.hpp"
#include "quadrille/integrate/result.hpp"
#include "quadrille/workload/workload.hpp"

namespace quadrille::workload {

class Integration final : public Workload {
 public:
  /// Of the problem's formula. Throws text::InputError for a formula that is none.
  explicit Integration(integrate::Problem problem);
  /// Of any callable; the problem's formula is then its name, by which ranks and journals know it: two
  /// callables want two names. `cost_of_point` is in nanoseconds, about.
  Integration(integrate::Problem problem, integrate::Integrand f, double cost_of_point);

  std::string program() const override { return "integrate"; }
  journal::Fields fields() const override;
  journal::Extent extent() const override { return {"repeats", problem_.repeats}; }
  const std::string& digest() const override { return digest_; }
  distribute::Amount amount() const override;
  double cost() const override { return integrate::layout(problem_).cost(); }
  std::unique_ptr<Step> next() override;
  void adopt(std::string_view) override {}
  Document document() const override;
  std::unique_ptr<Workload> fresh() const override;

  const integrate::Problem& problem() const { return problem_; }

  /// Looks for the integral itself, which estimates are compared with, and for how far intervals can be
  /// trusted; at rank 0, before document(). Takes two seconds or so at most; meanwhile calls `pause` every
  /// millisecond or so, which may end it by throwing.
  void find_reference(const std::function<void()>& pause = {});
  bool has_reference() const { return known_.reference.has_value(); }

  /// At rank 0, after the step.
  integrate::Result result() const;

 private:
  integrate::Problem problem_;
  integrate::Integrand f_;
  double cost_of_point_;
  std::string digest_;
  integrate::Knowledge known_;
  bool is_begun_ = false;
  std::vector<integrate::Summary> summaries_;  // at rank 0, once all is done
};

}  // namespace quadrille::workload
