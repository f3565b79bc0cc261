#include "lib/learners/neuron_local/learner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "tests/unit/learners/neuron_local_fixtures.hpp"
#include "tests/unit/learners/state_fixtures.hpp"
#include "tests/unit/learners/transition_fixtures.hpp"

namespace rlrun::learners::neuron_local {
namespace {

using testing::IsEmpty;

const BoxSpace box = {.low = Vector<double>{{-1.0, 0.0}}, .high = Vector<double>{{1.0, 4.0}}};
const Vector<double> observation{{0.5, -1.0, 2.0}};

NeuronLocalSetup setup_of(const NeuronLocalOptions& options, const ActionSpace& space = box) {
  NeuronLocalSetup setup = small_setup(options, 3, 1);
  setup.options.readout = options.readout;
  setup.readout = Readout(options.readout, space);
  return setup;
}

NeuronLocalOptions replay_options() {
  NeuronLocalOptions options;
  options.actor.hidden = {4, 3};
  options.learning = Learning::replay;
  options.replay = {.batch_size = 5, .capacity = 30, .learning_starts = 4, .updates_per_step = 2};
  options.target_rate = 0.1;
  options.exploration.fraction = 0.5;
  return options;
}

/// One episode of steps that are made up; the last one terminates every other episode and truncates the others.
void live(Learner& learner, long episode) {
  learner.begin_episode(0, episode, observation);
  for (int step = 0; step < 8; ++step) {
    OneTransition transition = {.observation = observation * std::sin(step)};
    transition.action = act(learner, transition.observation, 2);
    transition.next_observation = observation * std::sin(step + 1);
    transition.reward = transition.action.sum();
    transition.terminated = step == 7 && episode % 2 == 0;
    transition.truncated = step == 7 && episode % 2 == 1;
    observe(learner, transition);
  }
}

TEST(NeuronLocalLearner, GoesOnAfterLoading) {
  for (const bool replay : {false, true}) {
    NeuronLocalOptions options = replay_options();
    if (!replay) options.learning = Learning::online;
    if (!replay) options.trace_decay = 0.9;
    const NeuronLocalSetup setup = setup_of(options);
    NeuronLocalLearner<float> learner(setup, RngKey(1), 1);
    for (long episode = 0; episode < 5; ++episode) live(learner, episode);
    NeuronLocalLearner<float> loaded(setup, RngKey(1), 1);
    load(loaded, saved(learner));
    for (long episode = 5; episode < 10; ++episode) {
      live(learner, episode);
      live(loaded, episode);
    }
    EXPECT_EQ(saved(loaded), saved(learner)) << replay;
  }
}

TEST(NeuronLocalLearner, LearnsFromItsReplayOnceItHasSeenEnough) {
  NeuronLocalOptions options = replay_options();
  options.replay.learning_starts = 9;
  NeuronLocalLearner<float> learner(setup_of(options), RngKey(1), 1);
  live(learner, 0);
  EXPECT_THAT(learner.take_diagnostics(), IsEmpty());
  live(learner, 1);
  EXPECT_EQ(learner.take_diagnostics().size(), learner.diagnostic_names().size());
}

/// Weights of all layers after `steps` of learning.
std::vector<Matrix<double>> weights_after(const NeuronLocalOptions& options, int steps, double share) {
  const NeuronLocalSetup setup = setup_of(options);
  Network<double> network(setup, 1, 1, RngKey(1));
  network.set_rate_share(share);
  Activations<double> activations(setup, 1);
  network.act(activations, Matrix<double>::Ones(9, 1));
  const Matrix<double> one = Matrix<double>::Ones(1, 1);
  const std::vector<Index> slots = {0};
  for (int i = 0; i < steps; ++i) {
    network.learn({activations, activations, Matrix<double>::Ones(9, 1), one, one, slots});
  }
  std::vector<Matrix<double>> weights;
  for (const auto& layer : network.layers()) weights.push_back(layer.weights().now());
  return weights;
}

TEST(NeuronLocalLearner, HiddenWeightsBeginWithinTheirGainAndOutputsDoNotCare) {
  NeuronLocalOptions options;
  options.actor.hidden = {4, 3};
  const auto usual = weights_after(options, 0, 1.0);
  options.actor.hidden_gain = 2.5;
  const auto larger = weights_after(options, 0, 1.0);
  for (const std::size_t layer : {0U, 1U}) EXPECT_TRUE(larger[layer].isApprox(2.5 * usual[layer])) << layer;
  EXPECT_EQ(larger[2], usual[2]);
  EXPECT_LE(usual[1].cwiseAbs().maxCoeff(), 0.5);
}

TEST(NeuronLocalLearner, StepsAreAShareOfTheLearningRate) {
  NeuronLocalOptions options;
  options.actor.hidden = {4, 3};
  // The second step is the first that sees a critic's slope.
  const auto before = weights_after(options, 0, 1.0);
  const auto whole = weights_after(options, 2, 1.0);
  const auto quarter = weights_after(options, 2, 0.25);
  for (std::size_t layer = 0; layer < before.size(); ++layer) {
    EXPECT_GT((whole[layer] - before[layer]).norm(), 0.0) << layer;
    EXPECT_TRUE((quarter[layer] - before[layer]).isApprox(0.25 * (whole[layer] - before[layer]), 1e-9)) << layer;
  }
}

TEST(NeuronLocalLearner, StepsFallToTheirFinalShare) {
  NeuronLocalOptions options;
  options.actor.decay_steps = 10;
  options.actor.final_share = 0.0;
  NeuronLocalLearner<double> learner(setup_of(options), RngKey(1), 1);
  const auto best = [&] { return act(*learner.snapshot(RngKey(2), 1), observation, 2); };
  const Vector<double> untaught = best();
  live(learner, 0);
  EXPECT_NE(best(), untaught);
  live(learner, 1);
  const Vector<double> taught = best();
  live(learner, 2);
  EXPECT_EQ(best(), taught);
}

TEST(NeuronLocalLearner, TheSnapshotActsWithoutNoise) {
  for (const Discretisation discretisation : {Discretisation::softmax, Discretisation::sign}) {
    NeuronLocalOptions options;
    options.readout.discretisation = discretisation;
    NeuronLocalLearner<double> learner(setup_of(options, DiscreteSpace{2}), RngKey(1), 1);
    const auto snapshot = learner.snapshot(RngKey(2), 1);
    learner.begin_episode(0, 0, observation);
    const Vector<double> best = act(*snapshot, observation, 1);
    bool explored = false;
    for (int i = 0; i < 200; ++i) {
      EXPECT_EQ(act(*snapshot, observation, 1), best);
      explored = explored || act(learner, observation, 1) != best;
    }
    EXPECT_TRUE(explored);
  }
}

TEST(NeuronLocalLearner, FrozenHiddenLayersStayAsTheyBegan) {
  NeuronLocalOptions options;
  options.actor.hidden = {4, 3};
  options.actor.freeze_hidden = true;
  const NeuronLocalSetup setup = setup_of(options);
  EXPECT_EQ(noise_sigmas(setup).head(7).maxCoeff(), 0.0);
  Network<double> network(setup, 1, 1, RngKey(1));
  Activations<double> activations(setup, 1);
  network.act(activations, Matrix<double>::Zero(9, 1));
  const Network<double> before = network;
  const Matrix<double> one = Matrix<double>::Ones(1, 1);
  const std::vector<Index> slots = {0};
  for (int i = 0; i < 3; ++i) {
    network.learn({activations, activations, Matrix<double>::Ones(9, 1), one, one, slots});
  }
  for (const std::size_t layer : {0U, 1U}) {
    EXPECT_EQ(saved(network.layers()[layer]), saved(before.layers()[layer]));
  }
  EXPECT_NE(saved(network.layers()[2]), saved(before.layers()[2]));
}

/// What the frozen policy gets after episodes of one step whose best action is (0.5, 3).
double loss_after_learning(NeuronLocalOptions options) {
  NeuronLocalLearner<float> learner(setup_of(options), RngKey(1), 1);
  for (long episode = 0; episode < 4000; ++episode) {
    learner.begin_episode(0, episode, observation);
    OneTransition step = {.observation = observation, .next_observation = observation, .terminated = true};
    step.action = act(learner, observation, 2);
    step.reward = -std::pow(step.action[0] - 0.5, 2) - std::pow(step.action[1] - 3.0, 2);
    observe(learner, step);
  }
  const Vector<double> best = act(*learner.snapshot(RngKey(), 1), observation, 2);
  return (best - Vector<double>{{0.5, 3.0}}).norm();
}

/// Plain gradients, critics faster than actors.
NeuronLocalOptions options_of_one_step(double actor_rate, double critic_rate) {
  NeuronLocalOptions options;
  options.actor = {.hidden = {4, 3}, .learning_rate = actor_rate, .natural = false};
  options.critic.learning_rate = critic_rate;
  options.critic.value_rate = critic_rate;
  options.exploration.noise = {.kind = NoiseKind::gaussian, .sigma = 0.3};
  options.replay = {.batch_size = 16, .capacity = 200, .learning_starts = 10};
  return options;
}

TEST(NeuronLocalLearner, LearnsTheBestActionOfATaskOfOneStep) {
  EXPECT_LT(loss_after_learning(options_of_one_step(0.005, 0.1)), 0.3);
}

TEST(NeuronLocalLearner, LearnsItFromReplayToo) {
  NeuronLocalOptions options = options_of_one_step(0.002, 0.1);
  options.learning = Learning::replay;
  EXPECT_LT(loss_after_learning(options), 0.3);
}

TEST(NeuronLocalLearner, LearnsItWithQuadraticCriticsToo) {
  NeuronLocalOptions options = options_of_one_step(0.001, 0.02);
  options.actor.hidden = {};
  options.critic.kind = CriticKind::quadratic;
  EXPECT_LT(loss_after_learning(options), 0.3);
}

}  // namespace
}  // namespace rlrun::learners::neuron_local
