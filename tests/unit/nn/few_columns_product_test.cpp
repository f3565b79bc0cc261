#include "lib/nn/few_columns_product.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/unit/nn/random_matrix.hpp"

namespace rlrun::nn {
namespace {

template <class Scalar>
class FewColumnsProductTest : public testing::Test {};

using Scalars = testing::Types<float, double>;
TYPED_TEST_SUITE(FewColumnsProductTest, Scalars);

/// Both products are written into the middle of a larger matrix, of which nothing else may change.
template <class Scalar>
void check_products(Index rows, Index depth, Index cols, Rng& rng) {
  SCOPED_TRACE(std::to_string(rows) + " x " + std::to_string(depth) + " x " + std::to_string(cols));
  const Matrix<Scalar> w = random_matrix<Scalar>(rows, depth, rng);
  const Matrix<Scalar> x = random_matrix<Scalar>(depth + 1, cols, rng);
  const Matrix<Scalar> transposed = w.transpose();
  const auto input = x.middleRows(1, depth);
  Matrix<Scalar> y = Matrix<Scalar>::Constant(rows + 2, cols + 2, Scalar(7));
  Matrix<Scalar> expected = y;
  expected.block(1, 1, rows, cols) = w * input;
  few_columns_product<Scalar>(w, input, y.block(1, 1, rows, cols));
  ASSERT_LE((y - expected).cwiseAbs().maxCoeff(), product_tolerance<Scalar>(depth));
  y.setConstant(Scalar(7));
  few_columns_transposed_product<Scalar>(transposed, input, y.block(1, 1, rows, cols));
  ASSERT_LE((y - expected).cwiseAbs().maxCoeff(), product_tolerance<Scalar>(depth));
}

TYPED_TEST(FewColumnsProductTest, EqualTheProductForManyShapes) {
  Rng rng(RngKey(1));
  for (const Index rows : {1, 2, 7, 8, 15, 16, 17, 31, 33, 50}) {
    for (const Index depth : {1, 2, 7, 8, 9, 16, 33}) {
      for (Index cols = 1; cols <= 20; ++cols) {
        check_products<TypeParam>(rows, depth, cols, rng);
        if (this->HasFatalFailure()) return;
      }
    }
  }
}

TYPED_TEST(FewColumnsProductTest, ReadABlockOfALargerMatrix) {
  Rng rng(RngKey(2));
  const Matrix<TypeParam> whole = random_matrix<TypeParam>(60, 40, rng);
  const Matrix<TypeParam> x = random_matrix<TypeParam>(21, 5, rng);
  const auto w = whole.block(3, 4, 37, 21);
  Matrix<TypeParam> y(37, 5);
  few_columns_product<TypeParam>(w, x, y);
  EXPECT_LE((y - w * x).cwiseAbs().maxCoeff(), product_tolerance<TypeParam>(21));
  const Matrix<TypeParam> upper = random_matrix<TypeParam>(37, 5, rng);
  Matrix<TypeParam> z(21, 5);
  few_columns_transposed_product<TypeParam>(w, upper, z);
  EXPECT_LE((z - w.transpose() * upper).cwiseAbs().maxCoeff(), product_tolerance<TypeParam>(37));
}

}  // namespace
}  // namespace rlrun::nn
