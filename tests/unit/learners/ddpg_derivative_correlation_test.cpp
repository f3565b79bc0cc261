#include "lib/learners/baselines/ddpg/derivative_correlation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/learners/state_fixtures.hpp"
#include "tests/unit/nn/random_matrix.hpp"

namespace rlrun::learners::ddpg {
namespace {

/// numpy.gradient: central differences, one-sided at both ends.
Vector<double> derivative(const Vector<double>& series) {
  const Index last = series.size() - 1;
  Vector<double> result(series.size());
  for (Index t = 0; t <= last; ++t) {
    const Index above = std::min(t + 1, last);
    const Index below = std::max<Index>(t - 1, 0);
    result[t] = (series[above] - series[below]) / static_cast<double>(above - below);
  }
  return result;
}

double pearson(const Vector<double>& x, const Vector<double>& y) {
  const Vector<double> a = x.array() - x.mean();
  const Vector<double> b = y.array() - y.mean();
  return a.dot(b) / (a.norm() * b.norm());
}

/// series: the global one in the first row, the local ones below.
Vector<double> correlations(DerivativeCorrelation& correlation, const Matrix<double>& series) {
  for (Index t = 0; t < series.cols(); ++t) correlation.add(series(0, t), series.col(t).tail(series.rows() - 1));
  Vector<double> result = Vector<double>::Constant(series.rows() - 1, 99.0);
  correlation.finish(result);
  return result;
}

TEST(DerivativeCorrelation, IsPearsonsOfTheCentralDifferences) {
  Rng rng(RngKey(1));
  DerivativeCorrelation correlation(2);
  for (const Index length : {3, 4, 50}) {
    Matrix<double> series = nn::random_matrix(3, length, rng);
    series.row(2) += 3.0 * series.row(0);
    series.array() += 1000.0;
    correlation.begin();
    const Vector<double> found = correlations(correlation, series);
    for (const Index i : {0, 1}) {
      EXPECT_NEAR(found[i], pearson(derivative(series.row(0)), derivative(series.row(1 + i))), 1e-9) << length;
    }
  }
}

TEST(DerivativeCorrelation, IsZeroWhereNothingVaries) {
  DerivativeCorrelation correlation(1);
  Matrix<double> series(2, 4);
  series << 1.0, 2.0, 1.0, 5.0, 3.0, 3.0, 3.0, 3.0;
  EXPECT_EQ(correlations(correlation, series)[0], 0.0);
  EXPECT_EQ(correlations(correlation, series.leftCols(1))[0], 0.0);
  EXPECT_EQ(correlations(correlation, series.leftCols(0))[0], 0.0);
}

TEST(DerivativeCorrelation, GoesOnAfterLoading) {
  Rng rng(RngKey(2));
  const Matrix<double> series = nn::random_matrix(2, 9, rng);
  DerivativeCorrelation whole(1);
  const double expected = correlations(whole, series)[0];
  DerivativeCorrelation first(1);
  for (Index t = 0; t < 4; ++t) first.add(series(0, t), series.col(t).tail(1));
  DerivativeCorrelation loaded(1);
  load(loaded, saved(first));
  EXPECT_EQ(correlations(loaded, series.rightCols(5))[0], expected);
}

}  // namespace
}  // namespace rlrun::learners::ddpg
