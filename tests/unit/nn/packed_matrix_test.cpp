#include "lib/nn/packed_matrix.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/nn/random_matrix.hpp"

namespace rlrun::nn {
namespace {

template <class Scalar>
class PackedMatrixTest : public testing::Test {};

using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(PackedMatrixTest, Scalars);

template <class Scalar>
void check_product(Index rows, Index depth, Index cols, Rng& rng) {
  const Matrix<Scalar> w = random_matrix<Scalar>(rows, depth, rng);
  const Matrix<Scalar> x = random_matrix<Scalar>(depth, cols, rng);
  const Matrix<Scalar> start = random_matrix<Scalar>(rows, cols, rng);
  const Matrix<Scalar> expected = w * x;
  const PackedMatrix<Scalar> packed(w);
  Matrix<Scalar> y = start;
  packed.multiply(x, y);
  ASSERT_LE((y - expected).cwiseAbs().maxCoeff(), product_tolerance<Scalar>(depth));
  y = start;
  packed.multiply_add(x, y);
  ASSERT_LE((y - start - expected).cwiseAbs().maxCoeff(), product_tolerance<Scalar>(depth));
}

TYPED_TEST(PackedMatrixTest, EqualsTheProductForManyShapes) {
  Rng rng(RngKey(1));
  for (Index rows = 1; rows <= 40; ++rows) {
    for (Index cols = 1; cols <= 13; ++cols) {
      for (const Index depth : {1, 2, 3, 4, 5, 7, 8, 9, 16, 33}) {
        SCOPED_TRACE(std::to_string(rows) + " x " + std::to_string(depth) + " x " + std::to_string(cols));
        check_product<TypeParam>(rows, depth, cols, rng);
        if (this->HasFatalFailure()) return;
      }
    }
  }
}

TYPED_TEST(PackedMatrixTest, EqualsTheProductForEveryDepth) {
  Rng rng(RngKey(2));
  for (Index depth = 1; depth <= 33; ++depth) {
    for (const Index cols : {1, 2, 3, 6}) check_product<TypeParam>(35, depth, cols, rng);
  }
}

TYPED_TEST(PackedMatrixTest, ReadsAndWritesBlocksOfLargerMatrices) {
  Rng rng(RngKey(3));
  const Matrix<TypeParam> w = random_matrix<TypeParam>(37, 11, rng);
  const Matrix<TypeParam> inputs = random_matrix<TypeParam>(14, 12, rng);
  Matrix<TypeParam> outputs = Matrix<TypeParam>::Constant(45, 12, TypeParam(7));
  const PackedMatrix<TypeParam> packed(w.topRows(37));
  packed.multiply(inputs.block(3, 4, 11, 7), outputs.block(5, 2, 37, 7));
  const Matrix<TypeParam> expected = w * inputs.block(3, 4, 11, 7);
  EXPECT_LE((outputs.block(5, 2, 37, 7) - expected).cwiseAbs().maxCoeff(), product_tolerance<TypeParam>(11));
  outputs.block(5, 2, 37, 7).setConstant(TypeParam(7));
  EXPECT_EQ(outputs, Matrix<TypeParam>::Constant(45, 12, TypeParam(7)));
}

TYPED_TEST(PackedMatrixTest, PacksATransposedMatrix) {
  Rng rng(RngKey(4));
  const Matrix<TypeParam> w = random_matrix<TypeParam>(9, 20, rng);
  const Matrix<TypeParam> x = random_matrix<TypeParam>(9, 4, rng);
  const PackedMatrix<TypeParam> packed(w.transpose());
  EXPECT_EQ(packed.rows(), 20);
  EXPECT_EQ(packed.cols(), 9);
  Matrix<TypeParam> y(20, 4);
  packed.multiply(x, y);
  EXPECT_LE((y - w.transpose() * x).cwiseAbs().maxCoeff(), product_tolerance<TypeParam>(9));
}

TYPED_TEST(PackedMatrixTest, NoColumnsAreNoWork) {
  const PackedMatrix<TypeParam> packed(Matrix<TypeParam>::Ones(20, 3));
  Matrix<TypeParam> y(20, 0);
  packed.multiply(Matrix<TypeParam>(3, 0), y);
  EXPECT_EQ(y.size(), 0);
}

}  // namespace
}  // namespace rlrun::nn
