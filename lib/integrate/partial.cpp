#include "integrate/partial.hpp"

#include "vector/scalar.hpp"

namespace quadrille::integrate {

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
  strata += right.strata;
  last_mean = right.last_mean;
  last_edge = right.last_edge;
}

void Partial::merge(const Partial& right) {
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
                    &roughness.first_mean, &roughness.last_mean, &roughness.sum}) {
    *x = vector::one_nan(*x);
  }
}

}  // namespace quadrille::integrate
