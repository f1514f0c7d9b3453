// Prints how often notes on intervals are right: scripts/measure-notes.
#include <cstdio>
#include <cstdlib>
#include <map>

#include "integrate/measured.hpp"
#include "simulate/measured.hpp"

namespace quadrille::integrate {
namespace {

struct Work {
  Estimator estimator;
  std::uint64_t n, repeats;
};

constexpr Work works[] = {
    {Estimator::mean, 5, 1},          {Estimator::mean, 10, 1},         {Estimator::mean, 30, 1},
    {Estimator::mean, 100, 1},        {Estimator::mean, 1000, 1},       {Estimator::mean, 4000, 1},
    {Estimator::mean, 100, 10},       {Estimator::stratified, 6, 1},    {Estimator::stratified, 12, 1},
    {Estimator::stratified, 30, 1},   {Estimator::stratified, 58, 1},   {Estimator::stratified, 100, 1},
    {Estimator::stratified, 1000, 1}, {Estimator::stratified, 4000, 1}, {Estimator::stratified, 10, 20},
    {Estimator::stratified, 1000, 5}, {Estimator::stratified, 1000, 20}};

void print(int runs, bool all) {
  std::printf("%-45s %-10s %5s %3s %8s %8s %8s %8s\n", "formula", "estimator", "n", "R", "covered", "spoken",
              "false", "silent");
  for (const Study& study : studies()) {
    for (const auto& [estimator, n, repeats] : works) {
      const Rates rates = measure(study, estimator, n, repeats, runs);
      const bool bad = rates.is_bad();
      if (!bad && !all) continue;
      std::printf("%-45.45s %-10s %5lu %3lu %8.1f %8.1f %8.1f %8.1f%s\n", study.formula,
                  name(estimator).data(), n, repeats, 100 * rates.coverage(), 100 * rates.part(rates.spoken),
                  100 * rates.part(rates.false_alarms), 100 * rates.part(rates.silent_misses),
                  bad ? "  *" : "");
    }
  }
}

}  // namespace
}  // namespace quadrille::integrate

namespace quadrille::simulate {
namespace {

void print(int runs, bool all) {
  for (const Study& study : studies()) {
    std::string model = study.model;
    std::ranges::replace(model, '\n', ';');
    for (const std::uint64_t draws : {5u, 10u, 30u, 100u, 1000u, 4000u}) {
      const Rates rates = measure(study, draws, runs);
      const bool bad = rates.is_bad();
      if (!bad && !all) continue;
      std::printf("%-56.56s %5lu     %8.1f %8.1f %8.1f %8.1f%s\n", model.c_str(), draws,
                  100 * rates.coverage(), 100 * rates.part(rates.spoken),
                  100 * rates.part(rates.false_alarms), 100 * rates.part(rates.silent_misses),
                  bad ? "  *" : "");
    }
  }
}

}  // namespace
}  // namespace quadrille::simulate

int main(int argc, char** argv) {
  const int runs = argc > 1 ? std::atoi(argv[1]) : 1000;
  quadrille::integrate::print(runs, argc > 2);
  quadrille::simulate::print(runs, argc > 2);
}
