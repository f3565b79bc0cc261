#include "lib/nn/outer_product_descent.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "lib/nn/product.hpp"
#include "tests/unit/nn/random_matrix.hpp"

namespace rlrun::nn {
namespace {

template <class Scalar>
class OuterProductDescentTest : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(OuterProductDescentTest, Scalars);

/// Two, one and half a packet of rows and single ones; whole tiles of columns and single ones.
TYPED_TEST(OuterProductDescentTest, IsAStepAlongTheStoredGradient) {
  Rng rng(RngKey(1));
  const double tolerance = 100.0 * static_cast<double>(Eigen::NumTraits<TypeParam>::epsilon());
  for (const Index rows : {1, 2, 4, 7, 8, 17, 31, 50}) {
    for (const Index cols : {1, 4, 6, 20}) {
      for (const Index steps : {1, 2, 5, 20}) {
        const Matrix<TypeParam> d = random_matrix<TypeParam>(rows, steps, rng);
        const Matrix<TypeParam> x = random_matrix<TypeParam>(cols, steps, rng);
        const Matrix<TypeParam> before = random_matrix<TypeParam>(rows, cols, rng);
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
    const Matrix<float> d = random_matrix<float>(rows, 5, rng);
    const Matrix<float> x = random_matrix<float>(100, 5, rng);
    Matrix<float> w = random_matrix<float>(rows, 100, rng);
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
  const Matrix<TypeParam> d = random_matrix<TypeParam>(29, 3, rng);
  const Matrix<TypeParam> x = random_matrix<TypeParam>(9, 3, rng);
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
