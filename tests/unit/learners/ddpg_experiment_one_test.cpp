#include "lib/learners/baselines/ddpg/experiment_one.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "lib/learners/baselines/ddpg/learner.hpp"
#include "tests/unit/learners/ddpg_fixtures.hpp"
#include "tests/unit/learners/state_fixtures.hpp"
#include "tests/unit/learners/transition_fixtures.hpp"

namespace rlrun::learners::ddpg {
namespace {

using testing::ElementsAre;

DdpgOptions options_with_sub_critics(bool on) {
  DdpgOptions options = small_options();
  options.actor.hidden = {3};
  options.actor.optimiser.learning_rate = 0.01;
  options.critic.optimiser.learning_rate = 0.01;
  options.sub_critics.on = on;
  options.sub_critics.learning_rate = 0.01;
  options.sub_critics.target_rate = 0.1;
  return options;
}

/// An episode of ten steps that are made up. Returns the actions.
Matrix<double> live(Learner& learner, long episode) {
  Vector<double> observation{{0.1, 0.2, 0.3}};
  Matrix<double> actions(2, 10);
  learner.begin_episode(0, episode, observation);
  for (int step = 0; step < 10; ++step) {
    OneTransition transition = {.observation = observation};
    transition.action = act(learner, observation, 2);
    actions.col(step) = transition.action;
    observation = observation.array().sin() + transition.action[0];
    transition.next_observation = observation;
    transition.reward = observation[0];
    transition.truncated = step == 9;
    observe(learner, transition);
  }
  return actions;
}

TEST(DdpgExperimentOne, NamesEveryNeuronAndLayer) {
  const DdpgLearner<double> learner(small_setup(options_with_sub_critics(true)), RngKey(1), 1);
  EXPECT_THAT(learner.diagnostic_names(),
              ElementsAre("critic_loss", "value", "correlation_l0_n0", "correlation_l0_n1", "correlation_l0_n2",
                          "correlation_l0", "correlation_l1_n0", "correlation_l1_n1", "correlation_l1"));
}

TEST(DdpgExperimentOne, WatchingDoesNotDisturb) {
  DdpgLearner<double> watched(small_setup(options_with_sub_critics(true)), RngKey(1), 1);
  DdpgLearner<double> alone(small_setup(options_with_sub_critics(false)), RngKey(1), 1);
  for (long episode = 0; episode < 5; ++episode) EXPECT_EQ(live(watched, episode), live(alone, episode));
  std::vector<double> diagnostics = watched.take_diagnostics();
  const auto correlation = [&](std::size_t i) { return std::abs(diagnostics[i]); };
  for (std::size_t i = 2; i < diagnostics.size(); ++i) {
    EXPECT_GT(correlation(i), 0.0);
    EXPECT_LE(correlation(i), 1.0);
  }
  diagnostics.resize(2);
  EXPECT_EQ(diagnostics, alone.take_diagnostics());
}

TEST(DdpgExperimentOne, GoesOnAfterLoading) {
  DdpgOptions options = options_with_sub_critics(true);
  options.sub_critics.phase_two_after = 4;
  for (const auto& [episodes, learning] :
       {std::pair(2L, neuron_local::Learning::replay), std::pair(5L, neuron_local::Learning::replay),
        std::pair(2L, neuron_local::Learning::online)}) {
    options.sub_critics.learning = learning;
    DdpgLearner<double> learner(small_setup(options), RngKey(1), 1);
    for (long episode = 0; episode < episodes; ++episode) live(learner, episode);
    DdpgLearner<double> loaded(small_setup(options), RngKey(1), 1);
    load(loaded, saved(learner));
    for (long episode = episodes; episode < episodes + 4; ++episode) {
      EXPECT_EQ(live(loaded, episode), live(learner, episode));
    }
    EXPECT_EQ(saved(loaded), saved(learner));
  }
}

TEST(DdpgExperimentOne, PhaseTwoHasANewActorThatDoesNotLearn) {
  DdpgOptions options = options_with_sub_critics(true);
  options.sub_critics.phase_two_after = 3;
  DdpgLearner<double> learner(small_setup(options), RngKey(1), 1);
  const Vector<double> probe{{0.3, -0.2, 0.5}};
  const auto best = [&] { return act(*learner.snapshot(RngKey(), 1), probe, 2); };
  for (long episode = 0; episode < 2; ++episode) live(learner, episode);
  const Vector<double> of_phase_one = best();
  live(learner, 2);
  const Vector<double> of_phase_two = best();
  EXPECT_GT((of_phase_two - of_phase_one).norm(), 0.01);
  for (long episode = 3; episode < 6; ++episode) live(learner, episode);
  EXPECT_EQ(best(), of_phase_two);
  EXPECT_EQ(learner.take_diagnostics().size(), learner.diagnostic_names().size());
}

/// Their values approach the discounted rewards, which here are all 1: 1 / (1 - gamma).
TEST(DdpgExperimentOne, SubCriticsLearnWhatIsToCome) {
  DdpgOptions options = options_with_sub_critics(true);
  options.sub_critics.discount = 0.5;
  const auto setup = small_setup(options);
  Agent<double> agent(setup, 8, RngKey(1));
  SubCritics<double> sub_critics(setup, 8);
  Rng rng(RngKey(2));
  Matrix<double> records = random_records(8, rng);
  for (int i = 0; i < 3000; ++i) {
    records = random_records(8, rng);
    small_rows.reward(records).setOnes();
    sub_critics.update(agent, records);
  }
  const Vector<double> values = sub_critics.values(agent, records.col(0));
  EXPECT_EQ(values.size(), static_cast<Index>(sub_critics.names().size()));
  for (const double value : values) EXPECT_NEAR(value, 2.0, 0.1);
}

/// Sub-critics that learn online, with those that they watch.
struct OnlineWatch {
  explicit OnlineWatch(double discount) {
    DdpgOptions options = options_with_sub_critics(true);
    options.sub_critics.discount = discount;
    options.sub_critics.learning = neuron_local::Learning::online;
    setup = small_setup(options);
  }

  /// Lets them follow many steps, each of which `change` has changed, and returns what they then tell of the last one.
  template <class Change>
  Vector<double> values_after(Change&& change) {
    Agent<double> agent(setup, 8, RngKey(1));
    SubCritics<double> sub_critics(setup, 8);
    Rng rng(RngKey(2));
    for (int step = 0; step < 20000; ++step) {
      record = random_records(1, rng);
      change(record);
      sub_critics.values(agent, record);
      sub_critics.follow(record);
    }
    return sub_critics.values(agent, record);
  }

  std::shared_ptr<const DdpgSetup> setup;
  Matrix<double> record;
};

/// Of consecutive steps, whatever their actions: reward 1 in all of them, and where they end, nothing after the last.
TEST(DdpgExperimentOne, OnlineSubCriticsLearnFromConsecutiveSteps) {
  for (const bool endless : {true, false}) {
    OnlineWatch watch(0.5);
    const Vector<double> values = watch.values_after([endless](Matrix<double>& record) {
      small_rows.reward(record).setOnes();
      if (!endless) small_rows.continues(record).setZero();
    });
    for (const double value : values) EXPECT_NEAR(value, endless ? 2.0 : 1.0, 0.1);
  }
}

/// The critic of an output neuron sees the action taken, not what the actor alone would have done.
TEST(DdpgExperimentOne, OnlineSubCriticsSeeTheNoisyAction) {
  OnlineWatch watch(0.0);
  const Vector<double> values =
      watch.values_after([](Matrix<double>& record) { small_rows.reward(record) = small_rows.action(record).row(1); });
  constexpr Index second_output = 5;  // after three neurons and their layer, and the first output
  EXPECT_NEAR(values[second_output], small_rows.action(watch.record)(1, 0), 0.05);
}

/// Where a reward is the square of what the first layer sees, only polynomials of order 2 follow it.
TEST(DdpgExperimentOne, QuadraticSubCriticsFollowSquares) {
  DdpgOptions options = options_with_sub_critics(true);
  options.sub_critics.discount = 0.0;
  options.sub_critics.learning_rate = 0.001;
  std::vector<double> worst;
  for (const auto kind : {neuron_local::CriticKind::linear, neuron_local::CriticKind::quadratic}) {
    options.sub_critics.kind = kind;
    const auto setup = small_setup(options);
    Agent<double> agent(setup, 8, RngKey(1));
    SubCritics<double> sub_critics(setup, 8);
    Rng rng(RngKey(2));
    const auto draw = [&] {
      Matrix<double> records = random_records(8, rng);
      small_rows.reward(records) = small_rows.observation(records).row(0).array().square();
      return records;
    };
    for (int i = 0; i < 10000; ++i) sub_critics.update(agent, draw());
    double error = 0.0;
    for (int i = 0; i < 20; ++i) {
      const Matrix<double> record = draw().leftCols(1);
      error = std::max(error, std::abs(sub_critics.values(agent, record)[0] - small_rows.reward(record).value()));
    }
    worst.push_back(error);
  }
  EXPECT_GT(worst[0], 1.0);
  EXPECT_LT(worst[1], 0.05);
}

}  // namespace
}  // namespace rlrun::learners::ddpg
