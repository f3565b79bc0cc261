// The mean and the variance of the updates, on a network so small that its expected reward can be integrated.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/unit/learners/map_propagation_fixtures.hpp"

namespace rlrun::learners::map_propagation {
namespace {

/// One input, two hidden units, three choices with a reward each.
StochasticNetwork tiny_network() {
  return StochasticNetwork(
      {.input_size = 1, .hidden_sizes = {2}, .output_size = 3, .variances = {0.3, 1.0}, .temperature = 1.0});
}

const Vector<double> rewards{{1.0, -0.5, 0.25}};

/// The sum over choices and over a grid of hidden values: 8 standard deviations to each side in steps of a tenth.
double expected_reward(const StochasticNetwork& network, const nn::Parameters<double>& parameters, double input) {
  constexpr int half = 80;
  constexpr double step = 0.1;
  const double deviation = std::sqrt(network.variance(0));
  auto activity = network.make_activity<double>(1);
  const Columns column{.first = 0, .count = 1};
  activity.values.front()(0, 0) = input;
  network.compute_means(parameters, 0, column, activity);
  double sum = 0.0;
  double weights = 0.0;
  for (int i = -half; i <= half; ++i) {
    for (int j = -half; j <= half; ++j) {
      const Vector<double> deviations{{step * i, step * j}};
      const double weight = std::exp(-deviations.squaredNorm() / 2.0);
      activity.values[1].col(0) = activity.means[0].col(0) + deviation * deviations;
      network.compute_means(parameters, 1, column, activity);
      sum += weight * rewards.dot(activity.means[1].col(0));
      weights += weight;
    }
  }
  return sum / weights;
}

Vector<double> exact_gradient(const StochasticNetwork& network, nn::Parameters<double> parameters, double input) {
  constexpr double step = 1e-5;
  Vector<double> gradient(parameters.flat().size());
  for (Index i = 0; i < gradient.size(); ++i) {
    const double value = parameters.flat()[i];
    parameters.flat()[i] = value + step;
    const double above = expected_reward(network, parameters, input);
    parameters.flat()[i] = value - step;
    gradient[i] = (above - expected_reward(network, parameters, input)) / (2.0 * step);
    parameters.flat()[i] = value;
  }
  return gradient;
}

struct Moments {
  Vector<double> mean;
  Vector<double> variance;
};

/// Of reward * (errors x values), for one input, after so many settling steps.
Moments update_moments(Drawn drawn, const Vector<double>& choice_rewards, int steps, int batches) {
  Rng rng(RngKey(7));
  const double count = static_cast<double>(batches) * static_cast<double>(drawn.columns.count);
  Vector<double> sum = Vector<double>::Zero(drawn.parameters.flat().size());
  Vector<double> squares = sum;
  nn::Parameters<double> update(drawn.network.layout());
  for (int batch = 0; batch < batches; ++batch) {
    drawn.network.sample(drawn.parameters, drawn.columns, rng, drawn.activity);
    EXPECT_FALSE(drawn.settle({.steps = steps}).has_value());
    for (Index column = 0; column < drawn.columns.count; ++column) {
      const double reward = choice_rewards.dot(drawn.activity.values.back().col(column));
      for (std::size_t layer = 0; layer < drawn.network.layers(); ++layer) {
        const nn::Dense& dense = drawn.network.dense(layer);
        const Vector<double> error = reward * drawn.activity.errors[layer].col(column);
        update[dense.weight] = error * drawn.activity.values[layer].col(column).transpose();
        update[dense.bias] = error;
      }
      sum += update.flat();
      squares += update.flat().cwiseAbs2();
    }
  }
  const Vector<double> mean = sum / count;
  return {.mean = mean, .variance = squares / count - mean.cwiseAbs2()};
}

TEST(MapPropagationEstimator, TheMeanOfReinforceIsTheExactGradient) {
  Drawn drawn(tiny_network(), 100);
  drawn.activity.values.front().setConstant(0.7);
  constexpr int batches = 4000;
  const Moments moments = update_moments(drawn, rewards, 0, batches);
  const Vector<double> exact = exact_gradient(drawn.network, drawn.parameters, 0.7);
  EXPECT_GT(exact.cwiseAbs().maxCoeff(), 0.05);
  const Vector<double> standard_error = (moments.variance / (100.0 * batches)).cwiseSqrt();
  for (Index i = 0; i < exact.size(); ++i) {
    EXPECT_LE(std::abs(moments.mean[i] - exact[i]), 4.0 * standard_error[i]) << "parameter " << i;
  }
}

/// How many times the summed variance of all updates is smaller with settling than without.
double variance_factor(const Drawn& drawn, const Vector<double>& choice_rewards, int batches) {
  return update_moments(drawn, choice_rewards, 0, batches).variance.sum() /
         update_moments(drawn, choice_rewards, 20, batches).variance.sum();
}

TEST(MapPropagationEstimator, SettlingLowersTheVarianceOfATinyNetwork) {
  Drawn drawn(tiny_network(), 100);
  drawn.activity.values.front().setConstant(0.7);
  const double factor = variance_factor(drawn, rewards, 200);
  RecordProperty("factor", std::to_string(factor));
  EXPECT_GT(factor, 1.5);
}

TEST(MapPropagationEstimator, SettlingLowersTheVarianceOfTheCartPoleActorALot) {
  Drawn drawn(StochasticNetwork({.input_size = 4,
                                 .hidden_sizes = {64, 32},
                                 .output_size = 2,
                                 .variances = {0.03, 0.1, 0.1},
                                 .temperature = 2.0}),
              100);
  drawn.activity.values.front().colwise() = Vector<double>{{0.1, -0.2, 0.05, 0.3}};
  const double factor = variance_factor(drawn, Vector<double>{{1.0, -1.0}}, 20);
  RecordProperty("factor", std::to_string(factor));
  EXPECT_GT(factor, 100.0);
}

}  // namespace
}  // namespace rlrun::learners::map_propagation
