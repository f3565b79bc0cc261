// Local gradients beside that of backpropagation from a global critic.
#include "lib/learners/neuron_local/gradient_agreement.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "lib/learners/neuron_local/global_critic.hpp"
#include "lib/learners/neuron_local/learner.hpp"
#include "tests/unit/learners/neuron_local_fixtures.hpp"
#include "tests/unit/learners/state_fixtures.hpp"
#include "tests/unit/learners/transition_fixtures.hpp"

namespace rlrun::learners::neuron_local {
namespace {

constexpr Index columns = 7;
constexpr Index observation_size = 3;
constexpr Index outputs = 2;

NeuronLocalSetup box_setup(CriticKind kind) {
  NeuronLocalOptions options;
  options.actor.hidden = {4, 3};
  options.actor.output_bound = 0.3;
  options.actor.natural = false;
  options.critic.kind = kind;
  options.watch = {.on = true, .hidden = {16, 16}, .learning_rate = 0.003, .batch_size = 16, .capacity = 2000};
  const BoxSpace observations = {.low = Vector<double>::Constant(observation_size, -1.0),
                                 .high = Vector<double>::Constant(observation_size, 1.0)};
  const BoxSpace actions = {.low = Vector<double>::Constant(outputs, -1.0),
                            .high = Vector<double>::Constant(outputs, 1.0)};
  return {.options = options,
          .encoder = ObservationEncoder(Features::raw, observations),
          .readout = Readout(options.readout, actions)};
}

/// A known smooth value: the sum over columns of sin(2 a_0 + s_0) + a_0 a_1 s_1.
double value(const Matrix<double>& s, const Matrix<double>& a) {
  return ((2.0 * a.row(0) + s.row(0)).array().sin() + a.row(0).array() * a.row(1).array() * s.row(1).array()).sum();
}

Matrix<double> value_gradient(const Matrix<double>& s, const Matrix<double>& a) {
  Matrix<double> gradient(outputs, a.cols());
  gradient.row(0) = 2.0 * (2.0 * a.row(0) + s.row(0)).array().cos() + a.row(1).array() * s.row(1).array();
  gradient.row(1) = a.row(0).array() * s.row(1).array();
  return gradient;
}

/// The derivatives of f(weights of `layer`) by the weights of neuron n, by central differences.
template <class Function>
Vector<double> differences(Network<double>& network, std::size_t layer, Index n, const Function& f) {
  constexpr double step = 1e-5;
  NeuronWeights<double>& weights = network.layers()[layer].weights();
  const Matrix<double> before = weights.now();
  Vector<double> result(before.rows());
  for (Index i = 0; i < before.rows(); ++i) {
    Matrix<double> moved = before;
    moved(i, n) += step;
    weights.set(moved);
    const double above = f();
    moved(i, n) -= 2.0 * step;
    weights.set(moved);
    result[i] = (above - f()) / (2.0 * step);
  }
  weights.set(before);
  return result;
}

class Agreement : public testing::TestWithParam<CriticKind> {};

/// Both gradients by finite differences: the global one of the known value, the local one of the neuron's own value,
/// what it sees staying the same. A compatible critic's value counts around the weights that act: its slope is taken
/// there.
TEST_P(Agreement, IsTheCosineOfBothGradients) {
  const NeuronLocalSetup setup = box_setup(GetParam());
  Network<double> network(setup, columns, 1, RngKey(1));
  Rng rng(RngKey(2));
  for (auto& layer : network.layers()) {
    NeuronWeights<double>& slope = layer.critic().slope_weights();
    slope.set(random_matrix(slope.now().rows(), slope.now().cols(), rng));
  }
  const Matrix<double> s = random_matrix(observation_size, columns, rng);
  GradientAgreement<double> agreement(setup, columns);
  const Matrix<double> actions = agreement.act(network, s);
  Vector<double> cosines(4 + 3 + outputs);
  agreement.compare(network, value_gradient(s, actions), cosines);

  Index neuron = 0;
  for (std::size_t l = 0; l < network.layers().size(); ++l) {
    Layer<double>& layer = network.layers()[l];
    Activations<double> seen(setup, columns);
    seen.without_ones(0, columns) = s;
    network.act_as_target(seen, columns);
    const Matrix<double> u = seen.of(l, columns);
    const Matrix<double> mean = seen.without_ones(l + 1, columns);
    const Matrix<double> slopes = layer.critic().slope(layer.examine(u, mean));
    for (Index n = 0; n < layer.neurons(); ++n, ++neuron) {
      const Vector<double> global = differences(network, l, n, [&] { return value(s, agreement.act(network, s)); });
      const Vector<double> local = differences(network, l, n, [&] {
        Matrix<double> outputs_now(layer.neurons(), columns);
        layer.act(u, outputs_now);
        return outputs_now.row(n).dot(slopes.row(n));
      });
      EXPECT_NEAR(cosines[neuron], cosine<double>(local, global), 1e-6) << l << ' ' << n;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Critics, Agreement,
                         testing::Values(CriticKind::linear, CriticKind::compatible, CriticKind::quadratic));

TEST(GlobalCriticOfNeurons, LearnsTheGradientByTheAction) {
  NeuronLocalSetup setup = box_setup(CriticKind::linear);
  setup.options.watch.hidden = {32, 32};
  const Network<double> network(setup, 16, 1, RngKey(1));
  GlobalCritic<double> critic(setup, RngKey(2));
  Rng rng(RngKey(3));
  for (int step = 0; step < 8000; ++step) {
    const Vector<double> s = random_matrix(observation_size, 1, rng);
    const Vector<double> a = random_matrix(outputs, 1, rng);
    const double reward = -(a[0] - s[0]) * (a[0] - s[0]) + a[1];
    critic.learn(network, {.observation = s, .action = a, .reward = reward, .continues = 0.0, .next_observation = s});
  }
  const Matrix<double> observations = critic.draw_observations();
  const Matrix<double> gradient = critic.action_gradient(observations, Matrix<double>::Zero(outputs, 16));
  // -(a_0 - s_0)^2 + a_1 at a = 0; a net of relu units is made of planes, and its gradient of steps.
  EXPECT_GT(cosine<double>(gradient.row(0).transpose(), observations.row(0).transpose()), 0.9);
  EXPECT_NEAR(gradient.row(1).mean(), 1.0, 0.2);
}

/// An episode of twenty steps that are made up. Returns the actions.
Matrix<double> live(Learner& learner, long episode) {
  Vector<double> observation{{0.1, 0.2, 0.3}};
  Matrix<double> actions(outputs, 20);
  learner.begin_episode(0, episode, observation);
  for (int step = 0; step < 20; ++step) {
    OneTransition transition = {.observation = observation};
    transition.action = act(learner, observation, outputs);
    actions.col(step) = transition.action;
    observation = observation.array().sin() + 0.3 * transition.action[0];
    transition.next_observation = observation;
    transition.reward = observation[0];
    transition.truncated = step == 19;
    observe(learner, transition);
  }
  return actions;
}

TEST(NeuronLocalWatch, DoesNotDisturbAndGoesOnAfterLoading) {
  NeuronLocalSetup setup = box_setup(CriticKind::compatible);
  NeuronLocalLearner<double> watched(setup, RngKey(1), 1);
  setup.options.watch.on = false;
  NeuronLocalLearner<double> alone(setup, RngKey(1), 1);
  for (long episode = 0; episode < 3; ++episode) EXPECT_EQ(live(watched, episode), live(alone, episode));
  setup.options.watch.on = true;
  NeuronLocalLearner<double> loaded(setup, RngKey(1), 1);
  load(loaded, saved(watched));
  EXPECT_EQ(live(loaded, 3), live(watched, 3));
  EXPECT_EQ(saved(loaded), saved(watched));

  const std::vector<std::string> names = watched.diagnostic_names();
  const std::vector<double> values = watched.take_diagnostics();
  ASSERT_EQ(values.size(), names.size());
  EXPECT_EQ(names[6], "cosine_l0_n0");
  EXPECT_EQ(names.back(), "cosine_l2_n1");
  for (std::size_t i = 6; i < values.size(); ++i) {
    EXPECT_NE(values[i], 0.0) << names[i];
    EXPECT_LE(std::abs(values[i]), 1.0 + 1e-12) << names[i];
  }
}

}  // namespace
}  // namespace rlrun::learners::neuron_local
