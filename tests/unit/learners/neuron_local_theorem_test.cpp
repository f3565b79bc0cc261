// Theorem 2.2.4 of Guss et al. 2016: with the true critics, the gradients that the neurons follow are, stacked, the
// gradient of the global value that backpropagation gives.
#include <gtest/gtest.h>

#include <cmath>

#include "lib/nn/mlp.hpp"
#include "tests/unit/learners/neuron_local_fixtures.hpp"

namespace rlrun::learners::neuron_local {
namespace {

/// A number with its derivative by one variable: forward differentiation, independent of backpropagation.
struct Dual {
  double value = 0.0;
  double derivative = 0.0;
};

Dual tanh(const Dual& x) {
  const double y = std::tanh(x.value);
  return {y, (1.0 - y * y) * x.derivative};
}

constexpr Index observation_size = 3;
constexpr int outputs = 2;

/// A known smooth value of states and actions: sin(2 a_0 + s_0) + a_0 a_1 s_1 - exp(a_1 - s_2) / 2.
double value_slope(const Vector<double>& s, const Vector<double>& a, Index of) {
  if (of == 0) return 2.0 * std::cos(2.0 * a[0] + s[0]) + a[1] * s[1];
  return a[0] * s[1] - 0.5 * std::exp(a[1] - s[2]);
}

using Layers = std::vector<Layer<double>>;

/// d Q / d alpha of neuron `neuron` of layer `layer`, the true one: what the world, the layers above included, makes of
/// a change of its output.
double true_slope(const Layers& layers, const Activations<double>& activations, std::size_t layer, Index neuron) {
  std::vector<Dual> below;
  for (const double output : activations.without_ones(layer + 1, 1).col(0)) below.push_back({output, 0.0});
  below[static_cast<std::size_t>(neuron)].derivative = 1.0;
  for (std::size_t above = layer + 1; above < layers.size(); ++above) {
    const Matrix<double> weights = layers[above].weights().now();
    std::vector<Dual> outputs_above;
    for (Index n = 0; n < weights.cols(); ++n) {
      Dual sum = {weights(weights.rows() - 1, n), 0.0};
      for (std::size_t i = 0; i < below.size(); ++i) {
        sum.value += weights(static_cast<Index>(i), n) * below[i].value;
        sum.derivative += weights(static_cast<Index>(i), n) * below[i].derivative;
      }
      outputs_above.push_back(above + 1 < layers.size() ? tanh(sum) : sum);
    }
    below = outputs_above;
  }
  const Vector<double> s = activations.without_ones(0, 1).col(0);
  const Vector<double> a{{below[0].value, below[1].value}};
  return value_slope(s, a, 0) * below[0].derivative + value_slope(s, a, 1) * below[1].derivative;
}

/// The gradient by (k, b) that the neurons follow when linear critics tell them their true slopes.
std::vector<Matrix<double>> local_gradients(Network<double>& network, const Activations<double>& activations) {
  for (std::size_t i = 0; i < network.layers().size(); ++i) {
    Layer<double>& layer = network.layers()[i];
    Matrix<double> slopes(1, layer.neurons());
    for (Index n = 0; n < layer.neurons(); ++n) slopes(0, n) = true_slope(network.layers(), activations, i, n);
    layer.critic().slope_weights().set(slopes);
  }
  std::vector<Matrix<double>> gradients;
  for (const auto& layer : network.layers()) gradients.emplace_back(-layer.weights().now());
  Index neurons = 0;
  for (const auto& layer : network.layers()) neurons += layer.neurons();
  const Matrix<double> one = Matrix<double>::Ones(1, 1);
  network.learn({.activations = activations,
                 .next_activations = activations,
                 .learns = Matrix<double>::Ones(neurons, 1),
                 .rewards = one,
                 .continues = one,
                 .slots = {}});
  for (std::size_t i = 0; i < gradients.size(); ++i) gradients[i] += network.layers()[i].weights().now();
  return gradients;
}

/// The same by backpropagation through the whole network.
std::vector<Matrix<double>> global_gradients(const Network<double>& network, const std::vector<Index>& hidden,
                                             const Vector<double>& s) {
  nn::ParameterLayout layout;
  const nn::Mlp mlp = nn::Mlp::declare(layout, "",
                                       {.input_size = observation_size,
                                        .hidden_sizes = hidden,
                                        .output_size = outputs,
                                        .hidden_activation = nn::Activation::tanh});
  nn::Parameters<double> parameters(layout);
  for (std::size_t i = 0; i < mlp.layers.size(); ++i) {
    const Matrix<double> weights = network.layers()[i].weights().now();
    parameters[mlp.layers[i].weight] = weights.topRows(weights.rows() - 1).transpose();
    parameters[mlp.layers[i].bias] = weights.bottomRows(1).transpose();
  }
  nn::MlpPass<double> pass(mlp, 1);
  const Vector<double> a = pass.forward(parameters, s).col(0);
  nn::Parameters<double> d_parameters(layout);
  pass.add_parameter_gradient(parameters, Vector<double>{{value_slope(s, a, 0), value_slope(s, a, 1)}}, d_parameters);
  std::vector<Matrix<double>> gradients;
  for (const nn::Dense& dense : mlp.layers) {
    Matrix<double> gradient(dense.input_size + 1, dense.output_size);
    gradient << d_parameters[dense.weight].transpose(), d_parameters[dense.bias].transpose();
    gradients.push_back(gradient);
  }
  return gradients;
}

class NeuronLocalTheorem : public testing::TestWithParam<int> {};

TEST_P(NeuronLocalTheorem, StackedLocalGradientsAreTheGlobalOne) {
  NeuronLocalOptions options;
  options.actor.hidden.assign(static_cast<std::size_t>(GetParam() - 1), 5);
  options.actor.learning_rate = 1.0;
  options.actor.natural = false;
  options.actor.output_bound = 0.7;
  options.critic.kind = CriticKind::linear;
  const NeuronLocalSetup setup = small_setup(options, observation_size, outputs);
  Rng rng(RngKey(6));
  for (int repetition = 0; repetition < 5; ++repetition) {
    Network<double> network(setup, 1, 1, RngKey(static_cast<std::uint64_t>(repetition)));
    Activations<double> activations(setup, 1);
    const Vector<double> s = random_matrix(observation_size, 1, rng);
    activations.without_ones(0, 1) = s;
    Index neurons = 0;
    for (const auto& layer : network.layers()) neurons += layer.neurons();
    network.act(activations, Matrix<double>::Zero(neurons, 1));

    const auto global = global_gradients(network, options.actor.hidden, s);
    const auto local = local_gradients(network, activations);
    for (std::size_t i = 0; i < global.size(); ++i) {
      EXPECT_LT((local[i] - global[i]).cwiseAbs().maxCoeff(), 1e-10) << "layer " << i;
      EXPECT_GT(global[i].norm(), 1e-3);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Depth, NeuronLocalTheorem, testing::Values(1, 2, 3, 4));

}  // namespace
}  // namespace rlrun::learners::neuron_local
