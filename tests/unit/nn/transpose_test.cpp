#include "lib/nn/transpose.hpp"

#include <gtest/gtest.h>

namespace rlrun::nn {
namespace {

template <class Scalar>
class TransposeTest : public testing::Test {};
using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(TransposeTest, Scalars);

TYPED_TEST(TransposeTest, AllSizesWithAndWithoutARestOfBlocks) {
  for (const Index rows : {1, 2, 7, 8, 9, 16, 33}) {
    for (const Index cols : {1, 3, 4, 8, 15, 24}) {
      const Matrix<TypeParam> matrix =
          Vector<TypeParam>::LinSpaced(rows * cols, 1, static_cast<TypeParam>(rows * cols)).reshaped(rows, cols);
      Matrix<TypeParam> transposed = Matrix<TypeParam>::Zero(cols, rows);
      transpose<TypeParam>(matrix, transposed);
      EXPECT_EQ(transposed, matrix.transpose()) << rows << " x " << cols;
    }
  }
}

TYPED_TEST(TransposeTest, BlocksOfLargerMatrices) {
  const Matrix<TypeParam> large = Vector<TypeParam>::LinSpaced(400, 1, 400).reshaped(20, 20);
  Matrix<TypeParam> result = Matrix<TypeParam>::Zero(20, 20);
  transpose<TypeParam>(large.block(1, 2, 9, 12), result.block(3, 4, 12, 9));
  EXPECT_EQ(result.block(3, 4, 12, 9), large.block(1, 2, 9, 12).transpose());
  EXPECT_EQ((result.array() != 0).count(), 108);
}

}  // namespace
}  // namespace rlrun::nn
