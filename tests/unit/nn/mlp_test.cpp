#include "lib/nn/mlp.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "lib/nn/gradient_check.hpp"
#include "tests/unit/nn/random_matrix.hpp"

namespace rlrun::nn {
namespace {

struct Net {
  explicit Net(const MlpShape& shape) : mlp(Mlp::declare(layout, "net.", shape)), parameters(layout) {
    Rng rng(RngKey(3));
    initialise(mlp, 0.0, rng, parameters);
  }

  ParameterLayout layout;
  Mlp mlp;
  Parameters<double> parameters;
};

void check_gradients(const MlpShape& shape, Index batch) {
  Net net(shape);
  Rng rng(RngKey(1));
  Matrix<double> x = random_matrix(shape.input_size, batch, rng);
  Matrix<double> side = random_matrix(shape.side_size, batch, rng);
  const Matrix<double> d_output = random_matrix(shape.output_size, batch, rng);
  MlpPass<double> pass(net.mlp, batch + 2);
  const auto value = [&] { return d_output.cwiseProduct(pass.forward(net.parameters, x, side)).sum(); };
  value();
  Parameters<double> d_parameters(net.layout);
  pass.add_parameter_gradient(net.parameters, d_output, d_parameters);
  pass.input_gradient(net.parameters, d_output);
  const Matrix<double> d_x = pass.d_x();
  const Matrix<double> d_side = pass.d_side();

  const GradientCheck of_parameters = check_gradient(value, net.parameters.flat(), d_parameters.flat());
  EXPECT_LT(of_parameters.largest_error, 1e-6) << of_parameters.worst;
  const GradientCheck of_x = check_gradient(value, x, d_x);
  EXPECT_LT(of_x.largest_error, 1e-6) << of_x.worst;
  if (shape.side_size == 0) return;
  const GradientCheck of_side = check_gradient(value, side, d_side);
  EXPECT_LT(of_side.largest_error, 1e-6) << of_side.worst;
}

TEST(Mlp, Gradients) {
  check_gradients({.input_size = 3, .output_size = 2}, 1);
  check_gradients({.input_size = 3, .hidden_sizes = {4}, .output_size = 2, .hidden_activation = Activation::tanh}, 5);
  for (const Activation kind : {Activation::tanh, Activation::relu, Activation::softplus, Activation::elu}) {
    check_gradients({.input_size = 2,
                     .hidden_sizes = {5, 4, 3},
                     .output_size = 2,
                     .hidden_activation = kind,
                     .output_activation = Activation::tanh},
                    4);
  }
}

TEST(Mlp, GradientsWithASecondInputAtEveryLayer) {
  for (const Index layer : {0, 1, 2}) {
    check_gradients({.input_size = 3,
                     .hidden_sizes = {4, 5},
                     .output_size = 1,
                     .hidden_activation = Activation::tanh,
                     .side_size = 2,
                     .side_layer = layer},
                    6);
  }
}

TEST(Mlp, TheSecondInputEntersItsLayerOnly) {
  const Net net({.input_size = 3, .hidden_sizes = {4, 5}, .output_size = 1, .side_size = 2, .side_layer = 1});
  EXPECT_EQ(net.mlp.layers[0].input_size, 3);
  EXPECT_EQ(net.mlp.layers[1].input_size, 6);
  EXPECT_EQ(net.mlp.layers[2].input_size, 5);
  EXPECT_EQ(net.layout.tensors()[2].name, "net.1.weight");
}

TEST(Mlp, ShowsWhatEveryLayerPutOut) {
  const Net net({.input_size = 2, .hidden_sizes = {3}, .output_size = 1, .output_activation = Activation::tanh});
  MlpPass<double> pass(net.mlp, 4);
  Rng rng(RngKey(2));
  const Matrix<double> x = random_matrix(2, 4, rng);
  const Matrix<double> output = pass.forward(net.parameters, x);
  const auto weight = [&](std::size_t layer) { return net.parameters[net.mlp.layers[layer].weight]; };
  const auto bias = [&](std::size_t layer) { return net.parameters[net.mlp.layers[layer].bias].col(0); };
  const Matrix<double> hidden = ((weight(0) * x).colwise() + bias(0)).cwiseMax(0.0);
  EXPECT_TRUE(pass.activations(0).isApprox(hidden, 1e-14));
  EXPECT_TRUE(pass.inputs(1).isApprox(hidden, 1e-14));
  const Matrix<double> expected = ((weight(1) * hidden).colwise() + bias(1)).array().tanh();
  EXPECT_TRUE(output.isApprox(expected, 1e-14));
  EXPECT_EQ(pass.output(), output);
}

TEST(Mlp, FewerColumnsThanItsMemoryHolds) {
  const Net net({.input_size = 2, .hidden_sizes = {3}, .output_size = 1});
  MlpPass<double> wide(net.mlp, 8);
  MlpPass<double> narrow(net.mlp, 3);
  Rng rng(RngKey(2));
  const Matrix<double> x = random_matrix(2, 8, rng);
  wide.forward(net.parameters, x);
  EXPECT_TRUE(wide.forward(net.parameters, x.leftCols(3)).isApprox(narrow.forward(net.parameters, x.leftCols(3))));
  EXPECT_EQ(wide.output().cols(), 3);
}

TEST(Mlp, InitialWeightsLieWithinTheirBounds) {
  Net net({.input_size = 16, .hidden_sizes = {50}, .output_size = 40});
  Rng rng(RngKey(5));
  initialise(net.mlp, 0.003, rng, net.parameters);
  const auto largest = [&](Index id) { return net.parameters[id].cwiseAbs().maxCoeff(); };
  EXPECT_LE(largest(net.mlp.layers[0].weight), 0.25);
  EXPECT_GT(largest(net.mlp.layers[0].weight), 0.24);
  EXPECT_LE(largest(net.mlp.layers[1].weight), 0.003);
  EXPECT_GT(largest(net.mlp.layers[1].bias), 0.0025);
  initialise(net.mlp, 0.0, rng, net.parameters);
  EXPECT_GT(largest(net.mlp.layers[1].weight), 0.13);
  EXPECT_LE(largest(net.mlp.layers[1].weight), 1.0 / std::sqrt(50.0));
}

}  // namespace
}  // namespace rlrun::nn
