#include "quadrille/integrate/partial.hpp"

#include <algorithm>
#include <cmath>

#include "quadrille/integrate/sums.hpp"
#include "quadrille/vector/scalar.hpp"

namespace quadrille::integrate {

void Roughness::add_tower(double square, double at) {
  if (!(square > tower)) return;
  tower = square;
  tower_at = at;
}

void Roughness::close() {
  add_tower(first.tower, first.tower_at);
  add_tower(last.tower, last.tower_at);
}

void Roughness::merge(const Roughness& right) {
  if (right.strata == 0) return;
  if (strata == 0) {
    *this = right;
    return;
  }
  const double step = right.first_mean - last_mean;
  const double square = step * step;
  sum = (sum + square) + right.sum;
  if (square > largest) {
    largest = square;
    largest_at = last_edge;
  }
  if (right.largest > largest) {
    largest = right.largest;
    largest_at = right.largest_at;
  }
  const double around = std::max({last.within, right.first.within, last.step, right.first.step});
  add_tower(right.tower, right.tower_at);
  if (last.tower > towering * square) add_tower(last.tower, last.tower_at);
  if (square > towering * around) add_tower(square, last_edge);
  if (right.first.tower > towering * square) add_tower(right.first.tower, right.first.tower_at);
  last = right.last;
  if (right.strata < 3) last.tower = 0;  // judged above, as first
  strata += right.strata;
  last_mean = right.last_mean;
  last_edge = right.last_edge;
}

void Roughness::scale(int exponent) {
  for (double* mean : {&first_mean, &last_mean}) *mean = std::ldexp(*mean, exponent);
  for (double* square : {&sum, &largest, &tower, &first.within, &first.step, &first.tower, &last.within,
                         &last.step, &last.tower})
    *square = std::ldexp(*square, 2 * exponent);
}

void Partial::set_exponent(int to) {
  const int by = exponent - to;
  exponent = to;
  if (by == 0) return;
  sum = std::ldexp(sum, by);
  variance = std::ldexp(variance, 2 * by);
  variance_squares = std::ldexp(variance_squares, 4 * by);
  values.scale(by);
  roughness.scale(by);
}

void Partial::merge(const Partial& other) {
  Partial right = other;
  const int larger = std::max(exponent, right.exponent);
  set_exponent(larger);
  right.set_exponent(larger);
  sum += right.sum;
  variance += right.variance;
  variance_squares += right.variance_squares;
  values.merge(right.values);
  roughness.merge(right.roughness);
  nan.merge(right.nan);
  unify_nans();
}

void Partial::unify_nans() {
  for (double* x : {&sum, &variance, &variance_squares, &values.mean, &values.m2, &values.m3,
                    &roughness.first_mean, &roughness.last_mean, &roughness.sum, &roughness.first.within,
                    &roughness.first.step, &roughness.last.within, &roughness.last.step}) {
    *x = vector::one_nan(*x);
  }
}

}  // namespace quadrille::integrate
