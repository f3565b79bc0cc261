#include "lib/nn/loss.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "lib/nn/gradient_check.hpp"
#include "tests/unit/nn/random_matrix.hpp"

namespace rlrun::nn {
namespace {

GradientCheck check_loss(Loss kind, Matrix<double> prediction, const Matrix<double>& target, double step) {
  const double scale = 0.7;
  Matrix<double> d_prediction(prediction.rows(), prediction.cols());
  loss_gradient<double>(kind, prediction, target, scale, d_prediction);
  const auto value = [&] { return scale * loss_sum<double>(kind, prediction, target); };
  return check_gradient(value, prediction, d_prediction, step);
}

TEST(Loss, GradientsOfSeveralShapes) {
  Rng rng(RngKey(1));
  for (const auto& [name, kind] : loss_names()) {
    for (const auto& [rows, cols] : {std::pair{1, 1}, {1, 6}, {9, 1}, {5, 4}}) {
      const auto probability = [&rng] { return rng.uniform(0.1, 0.9); };
      const Matrix<double> prediction = Matrix<double>::NullaryExpr(rows, cols, probability);
      const Matrix<double> target = Matrix<double>::NullaryExpr(rows, cols, probability);
      const GradientCheck check = check_loss(kind, prediction, target, 1e-5);
      EXPECT_LT(check.largest_error, 1e-6) << name << ": " << check.worst;
    }
  }
}

TEST(Loss, BceGradientJustAboveTheClampedDenominator) {
  // p = 2e-12 is so near 0 that the difference needs a far smaller step.
  const GradientCheck check = check_loss(Loss::bce, Matrix<double>{{2e-12}}, Matrix<double>{{1.0}}, 1e-16);
  EXPECT_LT(check.largest_error, 1e-6) << check.worst;
}

TEST(Loss, BceGradientBelowTheClampedDenominatorIsTheClampedQuotient) {
  const Matrix<double> prediction{{5e-13, 0.0, 1.0, 0.0}};
  const Matrix<double> target{{1.0, 1.0, 0.0, 0.0}};
  Matrix<double> d_prediction(1, 4);
  loss_gradient<double>(Loss::bce, prediction, target, 1.0, d_prediction);
  const Matrix<double> expected{{-1e12, -1e12, 1e12, 0.0}};
  EXPECT_LT((d_prediction - expected).cwiseAbs().maxCoeff(), 1e12 * 1e-8);
}

TEST(Loss, BceClampsEachLogarithm) {
  const Matrix<double> one{{1.0}};
  EXPECT_EQ(loss_sum<double>(Loss::bce, Matrix<double>{{0.0}}, one), 100.0);
  EXPECT_EQ(loss_sum<double>(Loss::bce, Matrix<double>{{1e-50}}, one), 100.0);
  EXPECT_NEAR(loss_sum<double>(Loss::bce, Matrix<double>{{1e-40}}, one), 40.0 * std::log(10.0), 1e-12);
  EXPECT_EQ(loss_sum<double>(Loss::bce, one, Matrix<double>{{0.0}}), 100.0);
}

TEST(Loss, ValuesByHand) {
  const Matrix<float> prediction{{0.5F, 1.0F}, {0.25F, 0.0F}};
  const Matrix<float> target{{1.0F, 1.0F}, {0.25F, 1.0F}};
  EXPECT_FLOAT_EQ(loss_sum<float>(Loss::mse, prediction, target), 1.25F);
  EXPECT_FLOAT_EQ(loss_mean<float>(Loss::mse, prediction, target), 0.3125F);
}

TEST(Loss, GradientMayOverwriteThePrediction) {
  Rng rng(RngKey(2));
  const auto probability = [&rng] { return rng.uniform(0.1, 0.9); };
  const Matrix<double> prediction = Matrix<double>::NullaryExpr(3, 3, probability);
  const Matrix<double> target = Matrix<double>::NullaryExpr(3, 3, probability);
  for (const auto& [name, kind] : loss_names()) {
    Matrix<double> expected(3, 3);
    loss_gradient<double>(kind, prediction, target, 1.0, expected);
    Matrix<double> in_place = prediction;
    loss_gradient<double>(kind, in_place, target, 1.0, in_place);
    EXPECT_EQ(in_place, expected) << name;
  }
}

}  // namespace
}  // namespace rlrun::nn
