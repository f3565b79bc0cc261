// Compatible critics give an unbiased policy gradient, shown on a task whose outcomes can all be enumerated: three
// states, one step an episode, and noise of +-sigma on every neuron.
#include <gtest/gtest.h>

#include <cmath>

#include "lib/nn/gradient_check.hpp"
#include "tests/unit/learners/neuron_local_fixtures.hpp"

namespace rlrun::learners::neuron_local {
namespace {

constexpr double sigma = 0.3;
constexpr Index hidden = 2;
constexpr Index neurons = hidden + 1;
constexpr Index states = 3;
constexpr Index noises = 8;  // 2^neurons
constexpr Index outcomes = states * noises;

/// Quadratic in the action, so that differences over +-sigma are derivatives.
double reward(Index state, double action) {
  const double best[] = {0.8, -0.5, 0.1};
  const double weight[] = {1.0, 0.5, 2.0};
  return 1.0 - weight[state] * (action - best[state]) * (action - best[state]);
}

NeuronLocalOptions options_with(double actor_rate, double critic_rate) {
  NeuronLocalOptions options;
  options.actor.hidden = {hidden};
  options.actor.activation = nn::Activation::identity;
  options.actor.learning_rate = actor_rate;
  options.actor.natural = false;
  options.actor.output_bound = 0.7;
  options.critic.learning_rate = critic_rate;
  options.critic.value_rate = critic_rate;
  return options;
}

/// Every outcome once, the state and the noises in a fixed order; all are equally probable.
struct Task {
  Task() {
    for (Index i = 0; i < outcomes; ++i) {
      states_seen.col(i) = Vector<double>{{i % states == 0 ? 1.0 : -0.5, i % states == 1 ? 0.7 : 0.2}};
      for (Index n = 0; n < neurons; ++n) noise(n, i) = ((i / states) >> n) % 2 == 0 ? sigma : -sigma;
    }
  }

  Matrix<double> states_seen = Matrix<double>(2, outcomes);
  Matrix<double> noise = Matrix<double>(neurons, outcomes);
};

/// The outcomes of these columns of the task, in a network.
struct Batch {
  Batch(const NeuronLocalSetup& setup, const Network<double>& network, const Task& task,
        const std::vector<Index>& columns)
      : activations(setup, static_cast<Index>(columns.size())), rewards(1, static_cast<Index>(columns.size())) {
    const auto count = static_cast<Index>(columns.size());
    Matrix<double> noise(neurons, count);
    for (Index i = 0; i < count; ++i) {
      const Index column = columns[static_cast<std::size_t>(i)];
      activations.without_ones(0, count).col(i) = task.states_seen.col(column);
      noise.col(i) = task.noise.col(column);
    }
    network.act(activations, noise);
    const Matrix<double> actions = activations.without_ones(2, count);
    for (Index i = 0; i < count; ++i)
      rewards(0, i) = reward(columns[static_cast<std::size_t>(i)] % states, actions(0, i));
  }

  void learn(Network<double>& network) const {
    const Matrix<double> ended = Matrix<double>::Zero(1, rewards.cols());
    network.learn({.activations = activations,
                   .next_activations = activations,
                   .learns = Matrix<double>::Ones(neurons, rewards.cols()),
                   .rewards = rewards,
                   .continues = ended,
                   .slots = {}});
  }

  Activations<double> activations;
  Matrix<double> rewards;
};

std::vector<Index> all_outcomes() {
  std::vector<Index> columns(outcomes);
  for (Index i = 0; i < outcomes; ++i) columns[static_cast<std::size_t>(i)] = i;
  return columns;
}

Network<double> make_network(const NeuronLocalSetup& setup) { return {setup, outcomes, 1, RngKey(5)}; }

/// Expected reward by enumeration, as a function of the weights of all layers.
double expected_reward(const NeuronLocalSetup& setup, const std::vector<Matrix<double>>& weights) {
  Network<double> network = make_network(setup);
  for (std::size_t i = 0; i < weights.size(); ++i) network.layers()[i].weights().set(weights[i]);
  return Batch(setup, network, Task(), all_outcomes()).rewards.mean();
}

TEST(NeuronLocalPolicyGradient, ConvergedCompatibleCriticsGiveThatOfTheWholeNetwork) {
  const Task task;
  const NeuronLocalSetup resting = small_setup(options_with(1e-300, 0.3), 2, 1);
  Network<double> network = make_network(resting);
  const Batch batch(resting, network, task, all_outcomes());
  for (int i = 0; i < 20000; ++i) batch.learn(network);

  const NeuronLocalSetup moving = small_setup(options_with(1.0, 1e-300), 2, 1);
  Network<double> follower = make_network(moving);
  std::vector<Matrix<double>> weights;
  for (std::size_t i = 0; i < 2; ++i) {
    weights.emplace_back(network.layers()[i].weights().now());
    follower.layers()[i].weights().set(weights[i]);
    follower.layers()[i].critic().slope_weights().set(network.layers()[i].critic().slope_weights().now());
  }
  batch.learn(follower);
  for (std::size_t i = 0; i < 2; ++i) {
    const Matrix<double> followed = follower.layers()[i].weights().now() - weights[i];
    const nn::GradientCheck check =
        nn::check_gradient([&] { return expected_reward(moving, weights); }, weights[i], followed);
    EXPECT_LT(check.largest_error, 1e-5) << "layer " << i << ": " << check.worst;
    EXPECT_GT(followed.norm(), 0.1);
  }
}

TEST(NeuronLocalPolicyGradient, SampledUpdatesOfTheCriticsAreUnbiased) {
  constexpr int samples = 20000;
  const Task task;
  const NeuronLocalSetup setup = small_setup(options_with(1e-300, 1.0), 2, 1);
  const Network<double> start = make_network(setup);
  const auto changes = [&](const std::vector<Index>& columns) {
    Network<double> network = start;
    Batch(setup, start, task, columns).learn(network);
    Vector<double> all(3 * hidden + (hidden + 1));
    all << network.layers()[0].critic().slope_weights().now().reshaped(),
        network.layers()[1].critic().slope_weights().now().reshaped();
    return all;
  };
  const Vector<double> expected = changes(all_outcomes());
  Rng rng(RngKey(7));
  Vector<double> sum = Vector<double>::Zero(expected.size());
  Vector<double> squares = Vector<double>::Zero(expected.size());
  for (int i = 0; i < samples; ++i) {
    const Vector<double> change = changes({static_cast<Index>(rng.below(outcomes))});
    sum += change;
    squares += change.cwiseAbs2();
  }
  const Vector<double> mean = sum / samples;
  const Vector<double> standard_error = ((squares / samples - mean.cwiseAbs2()) / samples).cwiseSqrt();
  for (Index i = 0; i < expected.size(); ++i) {
    EXPECT_LT(std::abs(mean[i] - expected[i]), 4.0 * standard_error[i]) << "weight " << i;
    EXPECT_GT(std::abs(expected[i]), 1e-4);
  }
}

}  // namespace
}  // namespace rlrun::learners::neuron_local
