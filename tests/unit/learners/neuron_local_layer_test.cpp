#include "lib/learners/neuron_local/layer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/core/error.hpp"
#include "lib/nn/gradient_check.hpp"
#include "tests/unit/learners/neuron_local_fixtures.hpp"

namespace rlrun::learners::neuron_local {
namespace {

using nn::check_gradient;
using nn::GradientCheck;
using testing::HasSubstr;

constexpr Index inputs = 4;  // of which one is the constant 1
constexpr Index neurons = 3;
constexpr Index batch = 5;

LayerShape shape_of(CriticKind kind) {
  return {.activation = nn::Activation::tanh,
          .weights = unit_rate,
          .natural = false,
          .discount = 0.9,
          .critic = {.kind = kind, .inputs = inputs, .neurons = neurons, .slope = unit_rate, .value = unit_rate}};
}

class NeuronLocalLayer : public testing::Test {
 protected:
  NeuronLocalLayer()
      : rng(RngKey(1)),
        u(random_inputs(inputs - 1, batch, rng)),
        output(random_matrix(neurons, batch, rng)),
        learns(Matrix<double>::Ones(neurons, batch)),
        rewards(random_matrix(1, batch, rng)),
        continues(Matrix<double>::Ones(1, batch)),
        next_u(random_inputs(inputs - 1, batch, rng)),
        next_mean(random_matrix(neurons, batch, rng)) {}

  [[nodiscard]] Layer<double> random_layer(const LayerShape& shape) {
    Layer<double> layer("test", shape, batch, 1);
    auto& critic = layer.critic();
    layer.weights().set(random_matrix(inputs, neurons, rng));
    critic.slope_weights().set(random_matrix(critic.slope_weights().now().rows(), neurons, rng));
    critic.value_weights().set(random_matrix(critic.value_weights().now().rows(), neurons, rng));
    return layer;
  }
  [[nodiscard]] LayerSteps<double> steps() const {
    return {u, output, learns, rewards, continues, next_u, next_mean, {}};
  }

  /// What one update adds to the incoming weights.
  [[nodiscard]] Matrix<double> weight_change(Layer<double> layer) const {
    const Matrix<double> before = layer.weights().now();
    layer.learn(steps());
    return layer.weights().now() - before;
  }

  Rng rng;
  Matrix<double> u;
  Matrix<double> output;
  Matrix<double> learns;
  Matrix<double> rewards;
  Matrix<double> continues;
  Matrix<double> next_u;
  Matrix<double> next_mean;
};

TEST_F(NeuronLocalLayer, WeightsClimbTheirOwnCritics) {
  for (const CriticKind kind : {CriticKind::linear, CriticKind::quadratic}) {
    Layer<double> layer = random_layer(shape_of(kind));
    Matrix<double> weights = layer.weights().now();
    const auto loss = [&] {
      const Matrix<double> mean = (weights.transpose() * u).array().tanh();
      const Matrix<double> unused = mean;
      return -layer.critic().value({u, mean, mean, unused}).sum() / batch;
    };
    const GradientCheck check = check_gradient(loss, weights, -weight_change(layer));
    EXPECT_LT(check.largest_error, 1e-6) << check.worst;
  }
}

TEST_F(NeuronLocalLayer, WeightsOfCompatibleCriticsClimbTheirSlope) {
  const Layer<double> layer = random_layer(shape_of(CriticKind::compatible));
  const Matrix<double> w = layer.critic().slope_weights().now();
  const Matrix<double> derivative = 1.0 - (layer.weights().now().transpose() * u).array().tanh().square();
  Matrix<double> expected = Matrix<double>::Zero(inputs, neurons);
  for (Index n = 0; n < neurons; ++n) {
    for (Index i = 0; i < batch; ++i) {
      const Vector<double> g = derivative(n, i) * u.col(i);
      expected.col(n) += g * g.dot(w.col(n)) / batch;
    }
  }
  EXPECT_TRUE(weight_change(layer).isApprox(expected, 1e-12));
}

TEST_F(NeuronLocalLayer, TheNaturalGradientIsW) {
  LayerShape shape = shape_of(CriticKind::compatible);
  shape.natural = true;
  const Layer<double> layer = random_layer(shape);
  learns.row(1).head(2).setZero();
  Matrix<double> expected = layer.critic().slope_weights().now();
  expected.col(1) *= 3.0 / batch;
  EXPECT_TRUE(weight_change(layer).isApprox(expected, 1e-12));
}

TEST_F(NeuronLocalLayer, NeuronsThatAreHeldFixedDoNotMove) {
  for (const bool natural : {false, true}) {
    LayerShape shape = shape_of(CriticKind::compatible);
    shape.natural = natural;
    const Layer<double> layer = random_layer(shape);
    learns.setOnes();
    const Matrix<double> all = weight_change(layer);
    learns.row(1).setZero();
    const Matrix<double> some = weight_change(layer);
    EXPECT_TRUE(some.col(1).isZero(0.0));
    EXPECT_EQ(some.col(0), all.col(0));
    EXPECT_EQ(some.col(2), all.col(2));
    EXPECT_GT(some.col(0).norm(), 0.0);
  }
}

TEST_F(NeuronLocalLayer, GradientsAreClippedNeuronByNeuron) {
  LayerShape shape = shape_of(CriticKind::linear);
  const Layer<double> layer = random_layer(shape);
  const Matrix<double> unclipped = weight_change(layer);
  Vector<double> norms = unclipped.colwise().norm();
  std::ranges::sort(norms);
  shape.weights.clip = norms[1];
  Layer<double> clipped("test", shape, batch, 1);
  clipped.weights().set(layer.weights().now());
  clipped.critic().slope_weights().set(layer.critic().slope_weights().now());
  const Matrix<double> change = weight_change(clipped);
  for (Index n = 0; n < neurons; ++n) {
    const double norm = unclipped.col(n).norm();
    EXPECT_TRUE(change.col(n).isApprox(unclipped.col(n) * std::min(1.0, norms[1] / norm), 1e-12)) << n;
  }
}

/// TD errors show in what the constant of a linear critic, its last row, learns.
TEST_F(NeuronLocalLayer, TerminationCutsTheFutureAndNothingElseDoes) {
  Layer<double> layer = random_layer(shape_of(CriticKind::linear));
  continues(0, 2) = 0.0;
  const auto& critic = layer.critic();
  const Matrix<double> slope = critic.slope_weights().now();
  const Matrix<double> value = critic.value_weights().now();
  const auto q = [&](const Matrix<double>& seen, const Matrix<double>& alpha) -> Matrix<double> {
    return value.transpose() * seen + (alpha.array().colwise() * slope.row(0).transpose().array()).matrix();
  };
  Matrix<double> errors = 0.9 * q(next_u, next_mean) * continues.row(0).asDiagonal() - q(u, output);
  errors.rowwise() += rewards.row(0);
  const LayerStatistics statistics = layer.learn(steps());
  EXPECT_NEAR(statistics.td_error, errors.cwiseAbs().mean(), 1e-12);
  EXPECT_NEAR(statistics.value, q(u, output).cwiseAbs().mean(), 1e-12);
  const Matrix<double> learned = layer.critic().value_weights().now() - value;
  EXPECT_TRUE(learned.isApprox(u * errors.transpose() / batch, 1e-12));
}

TEST_F(NeuronLocalLayer, TargetsFollowSlowly) {
  LayerShape shape = shape_of(CriticKind::linear);
  shape.weights.target_rate = 0.25;
  Layer<double> layer = random_layer(shape);
  const Matrix<double> before = layer.weights().target();
  layer.learn(steps());
  EXPECT_TRUE(layer.weights().target().isApprox(0.75 * before + 0.25 * layer.weights().now(), 1e-12));
  Matrix<double> mean(neurons, batch);
  layer.act_as_target(u, mean);
  const Matrix<double> expected = (layer.weights().target().transpose() * u).array().tanh();
  EXPECT_TRUE(mean.isApprox(expected, 1e-12));
}

TEST_F(NeuronLocalLayer, ValuesBeyondTheBoundAreDivergence) {
  LayerShape shape = shape_of(CriticKind::linear);
  shape.bound = 1e-3;
  Layer<double> layer = random_layer(shape);
  try {
    layer.learn(steps());
    FAIL() << "did not diverge";
  } catch (const DivergenceError& error) {
    EXPECT_THAT(error.what(), HasSubstr("test: the value of a local critic is beyond the bound"));
  }
}

TEST_F(NeuronLocalLayer, NumbersThatAreNotFiniteAreDivergence) {
  Layer<double> layer = random_layer(shape_of(CriticKind::quadratic));
  rewards(0, 0) = 1e300;
  const auto go_on = [&] {
    for (int i = 0; i < 5; ++i) layer.learn(steps());
  };
  EXPECT_THROW(go_on(), DivergenceError);
}

}  // namespace
}  // namespace rlrun::learners::neuron_local
