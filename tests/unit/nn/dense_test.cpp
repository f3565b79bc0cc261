#include "lib/nn/dense.hpp"

#include <gtest/gtest.h>

#include <string>

#include "lib/nn/gradient_check.hpp"
#include "tests/unit/nn/random_matrix.hpp"

namespace rlrun::nn {
namespace {

void check_dense(Index input_size, Index output_size, Index batch, bool has_bias) {
  Rng rng(RngKey(1));
  ParameterLayout layout;
  const Dense dense = Dense::declare(layout, "", input_size, output_size, has_bias);
  Parameters<double> parameters(layout);
  parameters.flat() = random_matrix(layout.size(), 1, rng);
  Matrix<double> x = random_matrix(input_size, batch, rng);
  const Matrix<double> d_y = random_matrix(output_size, batch, rng);
  const auto value = [&] {
    Matrix<double> y(output_size, batch);
    dense.forward<double>(parameters, x, y);
    return d_y.cwiseProduct(y).sum();
  };
  Parameters<double> d_parameters(layout);
  Matrix<double> d_x(input_size, batch);
  MutableMatrixView<double> d_x_view = d_x;
  dense.backward<double>(parameters, x, d_y, d_parameters, &d_x_view);

  const GradientCheck of_parameters = check_gradient(value, parameters.flat(), d_parameters.flat());
  EXPECT_LT(of_parameters.largest_error, 1e-6) << of_parameters.worst;
  const GradientCheck of_x = check_gradient(value, x, d_x);
  EXPECT_LT(of_x.largest_error, 1e-6) << of_x.worst;
}

TEST(Dense, Gradients) {
  for (const bool has_bias : {false, true}) {
    check_dense(1, 1, 1, has_bias);
    check_dense(4, 3, 1, has_bias);
    check_dense(3, 7, 5, has_bias);
    check_dense(17, 2, 3, has_bias);
  }
}

TEST(Dense, DeclaresItsTensorsByName) {
  ParameterLayout layout;
  const Dense with_bias = Dense::declare(layout, "head.", 3, 2, true);
  const Dense without_bias = Dense::declare(layout, "tail.", 2, 1, false);
  ASSERT_EQ(layout.tensors().size(), 3U);
  EXPECT_EQ(layout.tensors()[0].name, "head.weight");
  EXPECT_EQ(layout.tensors()[1].name, "head.bias");
  EXPECT_EQ(layout.tensors()[2].name, "tail.weight");
  EXPECT_EQ(with_bias.bias, 1);
  EXPECT_EQ(without_bias.bias, -1);
}

TEST(Dense, ParameterGradientsAddUp) {
  Rng rng(RngKey(2));
  ParameterLayout layout;
  const Dense dense = Dense::declare(layout, "", 3, 2, true);
  const Parameters<double> parameters(layout);
  const Matrix<double> x = random_matrix(3, 4, rng);
  const Matrix<double> d_y = random_matrix(2, 4, rng);
  Parameters<double> once(layout);
  Parameters<double> twice(layout);
  dense.backward<double>(parameters, x, d_y, once, nullptr);
  dense.backward<double>(parameters, x, d_y, twice, nullptr);
  dense.backward<double>(parameters, x, d_y, twice, nullptr);
  EXPECT_GT(once.flat().norm(), 0.0);
  EXPECT_TRUE(twice.flat().isApprox(2.0 * once.flat(), 1e-14));
}

}  // namespace
}  // namespace rlrun::nn
