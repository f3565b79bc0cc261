#include "lib/nn/activation.hpp"

#include <gtest/gtest.h>

#include <string>

#include "lib/nn/gradient_check.hpp"
#include "tests/unit/nn/random_matrix.hpp"

namespace rlrun::nn {
namespace {

Matrix<double> forward(Activation kind, const Matrix<double>& x) {
  Matrix<double> y(x.rows(), x.cols());
  activation_forward<double>(kind, x, y);
  return y;
}

void check_activation(Activation kind, Matrix<double> x) {
  Rng rng(RngKey(1));
  const Matrix<double> d_y = random_matrix(x.rows(), x.cols(), rng);
  const Matrix<double> y = forward(kind, x);
  Matrix<double> d_x(x.rows(), x.cols());
  activation_backward<double>(kind, x, y, d_y, d_x);
  const auto value = [&] { return d_y.cwiseProduct(forward(kind, x)).sum(); };
  const GradientCheck check = check_gradient(value, x, d_x);
  EXPECT_LT(check.largest_error, 1e-6) << check.worst;
}

TEST(Activation, GradientsAtRandomPoints) {
  Rng rng(RngKey(2));
  for (const auto& [name, kind] : activation_names()) {
    for (const auto& [rows, cols] : {std::pair{1, 1}, {1, 5}, {7, 1}, {9, 4}}) {
      SCOPED_TRACE(std::string(name) + " " + std::to_string(rows) + " x " + std::to_string(cols));
      check_activation(kind, 3.0 * random_matrix(rows, cols, rng));
    }
  }
}

TEST(Activation, GradientsOnBothSidesOfTheKinkAtZero) {
  const Matrix<double> x{{-2.0, -1e-3, -1e-4, 1e-4, 1e-3, 2.0}};
  for (const Activation kind : {Activation::relu, Activation::leaky_relu, Activation::elu}) check_activation(kind, x);
}

TEST(Activation, GradientsOnBothSidesOfTheSoftplusThreshold) {
  check_activation(Activation::softplus, Matrix<double>{{-30.0, 15.0, 19.99, 20.01, 25.0, 100.0}});
}

TEST(Activation, DerivativesAtTheKinkItselfArePyTorchs) {
  const Matrix<double> x = Matrix<double>::Zero(1, 1);
  const Matrix<double> d_y = Matrix<double>::Ones(1, 1);
  Matrix<double> d_x(1, 1);
  const auto derivative = [&](Activation kind) {
    activation_backward<double>(kind, x, forward(kind, x), d_y, d_x);
    return d_x(0, 0);
  };
  EXPECT_EQ(derivative(Activation::relu), 0.0);
  EXPECT_EQ(derivative(Activation::leaky_relu), 0.01);
  EXPECT_EQ(derivative(Activation::elu), 1.0);
}

TEST(Activation, InPlaceGivesTheSame) {
  Rng rng(RngKey(3));
  const Matrix<double> x = random_matrix(6, 3, rng);
  const Matrix<double> d_y = random_matrix(6, 3, rng);
  for (const auto& [name, kind] : activation_names()) {
    SCOPED_TRACE(name);
    const Matrix<double> y = forward(kind, x);
    Matrix<double> in_place = x;
    activation_forward<double>(kind, in_place, in_place);
    EXPECT_EQ(in_place, y);

    Matrix<double> d_x(6, 3);
    activation_backward<double>(kind, x, y, d_y, d_x);
    const bool reads_x = kind == Activation::softplus || kind == Activation::elu;
    Matrix<double> d_in_place = d_y;
    activation_backward<double>(kind, reads_x ? x : y, y, d_in_place, d_in_place);
    EXPECT_EQ(d_in_place, d_x);
  }
}

TEST(Activation, LargeInputsStayFinite) {
  const Matrix<float> x{{-1e4F, 50.0F}, {1e4F, 1e4F}, {0.0F, -1e4F}};
  for (const auto& [name, kind] : activation_names()) {
    Matrix<float> y(3, 2);
    Matrix<float> d_x(3, 2);
    activation_forward<float>(kind, x, y);
    activation_backward<float>(kind, x, y, Matrix<float>::Ones(3, 2), d_x);
    EXPECT_TRUE(y.allFinite()) << name;
    EXPECT_TRUE(d_x.allFinite()) << name;
  }
}

TEST(Activation, SoftmaxColumnsAreDistributions) {
  Rng rng(RngKey(4));
  const Matrix<double> y = forward(Activation::softmax, random_matrix(5, 8, rng));
  EXPECT_TRUE((y.array() > 0.0).all());
  EXPECT_LT((y.colwise().sum().array() - 1.0).abs().maxCoeff(), 1e-14);
}

}  // namespace
}  // namespace rlrun::nn
