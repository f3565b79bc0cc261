#include "lib/nn/outer_product_descent.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "lib/core/rng.hpp"
#include "lib/nn/product.hpp"

namespace rlrun::nn {
namespace {

template <class Scalar>
class OuterProductDescentTest : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(OuterProductDescentTest, Scalars);

template <class Scalar>
Matrix<Scalar> random_matrix(Rng& rng, Index rows, Index cols) {
  return Matrix<Scalar>::NullaryExpr(rows, cols, [&] { return static_cast<Scalar>(rng.uniform(-1.0, 1.0)); });
}

/// Two, one and half a packet of rows and single ones; whole tiles of columns and single ones.
TYPED_TEST(OuterProductDescentTest, IsAStepAlongTheStoredGradient) {
  Rng rng(RngKey(1));
  const double tolerance = 100.0 * static_cast<double>(Eigen::NumTraits<TypeParam>::epsilon());
  for (const Index rows : {1, 2, 4, 7, 8, 17, 31, 50}) {
    for (const Index cols : {1, 4, 6, 20}) {
      for (const Index steps : {1, 2, 5, 20}) {
        const Matrix<TypeParam> d = random_matrix<TypeParam>(rng, rows, steps);
        const Matrix<TypeParam> x = random_matrix<TypeParam>(rng, cols, steps);
        const Matrix<TypeParam> before = random_matrix<TypeParam>(rng, rows, cols);
        Matrix<TypeParam> w = before;
        const double squared_norm = descend_outer_products<TypeParam>(d, x, TypeParam(0.25), w);
        const Matrix<double> gradient = d.template cast<double>() * x.template cast<double>().transpose();
        const Matrix<double> expected = before.template cast<double>() - 0.25 * gradient;
        EXPECT_LT((w.template cast<double>() - expected).cwiseAbs().maxCoeff(), tolerance) << rows << " x " << cols;
        EXPECT_NEAR(squared_norm, gradient.squaredNorm(), tolerance * gradient.squaredNorm()) << rows << " x " << cols;
      }
    }
  }
}

/// Learning curves recorded with the stored gradient stay what they are.
TEST(OuterProductDescent, HasTheBitsOfAStoredGradient) {
  Rng rng(RngKey(2));
  for (const Index rows : {50, 100, 300}) {
    const Matrix<float> d = random_matrix<float>(rng, rows, 5);
    const Matrix<float> x = random_matrix<float>(rng, 100, 5);
    Matrix<float> w = random_matrix<float>(rng, rows, 100);
    Matrix<float> gradient = Matrix<float>::Zero(rows, 100);
    add_outer_products<float>(d, x, gradient);
    const Matrix<float> expected = w - 0.3F * gradient;
    descend_outer_products<float>(d, x, 0.3F, w);
    EXPECT_TRUE((w.array() == expected.array()).all()) << rows << " rows";
  }
}

TYPED_TEST(OuterProductDescentTest, TouchesNothingBesideItsBlock) {
  Rng rng(RngKey(3));
  Matrix<TypeParam> large = Matrix<TypeParam>::Zero(40, 20);
  const Matrix<TypeParam> d = random_matrix<TypeParam>(rng, 29, 3);
  const Matrix<TypeParam> x = random_matrix<TypeParam>(rng, 9, 3);
  descend_outer_products<TypeParam>(d, x, TypeParam(1), large.block(5, 4, 29, 9));
  EXPECT_TRUE(large.block(5, 4, 29, 9).isApprox(-d * x.transpose()));
  large.block(5, 4, 29, 9).setZero();
  EXPECT_TRUE(large.isZero(0));
}

TYPED_TEST(OuterProductDescentTest, TheNormTellsOfNumbersThatAreNotFinite) {
  for (const Index row : {0, 9, 13}) {
    Matrix<TypeParam> d = Matrix<TypeParam>::Ones(14, 2);
    d(row, 1) = std::numeric_limits<TypeParam>::quiet_NaN();
    Matrix<TypeParam> w = Matrix<TypeParam>::Zero(14, 5);
    EXPECT_FALSE(std::isfinite(descend_outer_products<TypeParam>(d, Matrix<TypeParam>::Ones(5, 2), TypeParam(1), w)));
  }
}

}  // namespace
}  // namespace rlrun::nn
