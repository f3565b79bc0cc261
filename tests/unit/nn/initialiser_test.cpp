#include "lib/nn/initialiser.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace rlrun::nn {
namespace {

Matrix<double> initialised(const InitialiserOptions& options, Index rows, Index cols) {
  Rng rng(RngKey(1));
  Matrix<double> matrix(rows, cols);
  initialise<double>(options, rng, matrix);
  return matrix;
}

/// Mean and variance within 5 standard errors; `kurtosis` is the distribution's fourth moment over its squared second.
void expect_moments(const Matrix<double>& matrix, double mean, double variance, double kurtosis) {
  const auto count = static_cast<double>(matrix.size());
  EXPECT_NEAR(matrix.mean(), mean, 5.0 * std::sqrt(variance / count));
  const double sample_variance = (matrix.array() - mean).square().mean();
  EXPECT_NEAR(sample_variance, variance, 5.0 * variance * std::sqrt((kurtosis - 1.0) / count));
}

TEST(Initialiser, NormalHasTheGivenDeviation) {
  const InitialiserOptions options{.kind = Initialiser::normal, .standard_deviation = 0.3};
  expect_moments(initialised(options, 300, 200), 0.0, 0.09, 3.0);
}

TEST(Initialiser, UniformFillsTheGivenRange) {
  const Matrix<double> matrix = initialised({.kind = Initialiser::uniform, .low = -1.0, .high = 3.0}, 300, 200);
  expect_moments(matrix, 1.0, 16.0 / 12.0, 1.8);
  EXPECT_GE(matrix.minCoeff(), -1.0);
  EXPECT_LT(matrix.maxCoeff(), 3.0);
}

TEST(Initialiser, XavierScalesByFanInAndFanOut) {
  expect_moments(initialised({.kind = Initialiser::xavier_normal}, 300, 100), 0.0, 2.0 / 400.0, 3.0);
  const Matrix<double> uniform = initialised({.kind = Initialiser::xavier_uniform}, 300, 100);
  expect_moments(uniform, 0.0, 2.0 / 400.0, 1.8);
  EXPECT_LE(uniform.cwiseAbs().maxCoeff(), std::sqrt(6.0 / 400.0));
}

TEST(Initialiser, RecurrentDefaultIsBoundedByTheHiddenSize) {
  const Matrix<double> matrix = initialised(recurrent_default(64), 192, 100);
  expect_moments(matrix, 0.0, 1.0 / (3.0 * 64.0), 1.8);
  EXPECT_LE(matrix.cwiseAbs().maxCoeff(), 0.125);
}

TEST(Initialiser, DrawsColumnByColumn) {
  for (const auto& [name, kind] : initialiser_names()) {
    Rng rng(RngKey(1));
    Matrix<double> narrow(4, 2);
    initialise<double>({.kind = kind}, rng, narrow);
    const Matrix<double> wide = initialised({.kind = kind}, 2, 4);  // has the same fan-in plus fan-out
    EXPECT_TRUE(narrow.reshaped().isApprox(wide.reshaped(), 1e-15)) << name;
  }
}

}  // namespace
}  // namespace rlrun::nn
