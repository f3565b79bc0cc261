#include "lib/nn/matrix_vector.hpp"

#include <gtest/gtest.h>

#include "lib/core/rng.hpp"

namespace rlrun::nn {
namespace {

template <class Scalar>
class MatrixVectorTest : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(MatrixVectorTest, Scalars);

template <class Scalar>
Matrix<Scalar> random_matrix(Rng& rng, Index rows, Index cols) {
  return Matrix<Scalar>::NullaryExpr(rows, cols, [&] { return static_cast<Scalar>(rng.uniform(-1.0, 1.0)); });
}

/// Whole tiles of rows, single packets and a rest of rows; an odd and an even number of columns.
TYPED_TEST(MatrixVectorTest, AllSizes) {
  Rng rng(RngKey(1));
  for (const Index rows : {1, 2, 4, 7, 8, 17, 32, 45, 64, 77}) {
    for (const Index cols : {0, 1, 2, 5, 32, 64}) {
      const Matrix<TypeParam> w = random_matrix<TypeParam>(rng, rows, cols);
      const Vector<TypeParam> x = random_matrix<TypeParam>(rng, cols, 1);
      Vector<TypeParam> y = Vector<TypeParam>::Constant(rows, 9);
      multiply<TypeParam>(w, x, y);
      const Vector<double> expected = w.template cast<double>() * x.template cast<double>();
      const double tolerance = 100.0 * static_cast<double>(Eigen::NumTraits<TypeParam>::epsilon());
      EXPECT_LT((y.template cast<double>() - expected).cwiseAbs().maxCoeff(), tolerance) << rows << " x " << cols;
    }
  }
}

TYPED_TEST(MatrixVectorTest, AddsTheBias) {
  Rng rng(RngKey(3));
  for (const Index rows : {1, 2, 3, 4, 8, 45}) {
    const Matrix<TypeParam> w = random_matrix<TypeParam>(rng, rows, 9);
    const Vector<TypeParam> x = random_matrix<TypeParam>(rng, 9, 1);
    const Vector<TypeParam> b = random_matrix<TypeParam>(rng, rows, 1);
    Vector<TypeParam> y(rows);
    multiply_add<TypeParam>(w, x, b, y);
    EXPECT_TRUE(y.isApprox(w * x + b)) << rows;
  }
}

/// Between its columns lie entries of others.
TYPED_TEST(MatrixVectorTest, FewRowsOfALargerMatrix) {
  Rng rng(RngKey(4));
  const Matrix<TypeParam> large = random_matrix<TypeParam>(rng, 50, 20);
  const Vector<TypeParam> x = random_matrix<TypeParam>(rng, 18, 1);
  for (const Index rows : {1, 2, 4}) {
    Vector<TypeParam> y(rows);
    multiply<TypeParam>(large.block(3, 1, rows, 18), x, y);
    EXPECT_TRUE(y.isApprox(large.block(3, 1, rows, 18) * x)) << rows;
  }
}

TYPED_TEST(MatrixVectorTest, PartOfALargerMatrix) {
  Rng rng(RngKey(2));
  const Matrix<TypeParam> large = random_matrix<TypeParam>(rng, 50, 20);
  const Vector<TypeParam> x = random_matrix<TypeParam>(rng, 6, 1);
  Vector<TypeParam> y = Vector<TypeParam>::Zero(45);
  multiply<TypeParam>(large.block(3, 5, 40, 6), x, y.segment(2, 40));
  EXPECT_TRUE(y.segment(2, 40).isApprox(large.block(3, 5, 40, 6) * x));
  EXPECT_EQ(y[1], 0);
  EXPECT_EQ(y[42], 0);
}

}  // namespace
}  // namespace rlrun::nn
