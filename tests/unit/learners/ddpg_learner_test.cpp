#include "lib/learners/baselines/ddpg/learner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/learners/ddpg_fixtures.hpp"
#include "tests/unit/learners/state_fixtures.hpp"
#include "tests/unit/learners/transition_fixtures.hpp"

namespace rlrun::learners::ddpg {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

const Vector<double> observation{{0.5, -1.0, 2.0}};
const OneTransition transition = {.observation = observation,
                                  .action = Vector<double>{{0.5, 1.0}},
                                  .reward = 3.0,
                                  .next_observation = Vector<double>{{1.0, 1.0, 1.0}}};

DdpgLearner<double> make_learner(const DdpgOptions& options) { return {small_setup(options), RngKey(3), 1}; }

TEST(DdpgLearner, BeginsToLearnOnceItHasSeenEnough) {
  DdpgLearner<double> learner = make_learner(small_options());
  observe(learner, transition);
  observe(learner, transition);
  EXPECT_THAT(learner.take_diagnostics(), IsEmpty());
  observe(learner, transition);
  EXPECT_THAT(learner.take_diagnostics(), SizeIs(learner.diagnostic_names().size()));
  EXPECT_THAT(learner.take_diagnostics(), IsEmpty());
}

/// The squared TD error of the only transition there is.
double first_loss(bool terminated, bool truncated, double reward_scale = 1.0) {
  DdpgOptions options = small_options();
  options.learning_starts = 1;
  options.discount = 1.0;
  options.reward_scale = reward_scale;
  DdpgLearner<double> learner = make_learner(options);
  OneTransition last = transition;
  last.terminated = terminated;
  last.truncated = truncated;
  observe(learner, last);
  return learner.take_diagnostics()[0];
}

TEST(DdpgLearner, TruncationBootstrapsAndTerminationDoesNot) {
  EXPECT_EQ(first_loss(false, true), first_loss(false, false));
  EXPECT_NE(first_loss(true, false), first_loss(false, false));
}

TEST(DdpgLearner, ScalesRewards) { EXPECT_LT(first_loss(true, false, 0.1), 0.2 * first_loss(true, false)); }

TEST(DdpgLearner, ExploresAroundWhatItsSnapshotDoes) {
  DdpgOptions options = small_options();
  options.noise = {.kind = NoiseKind::gaussian, .sigma = 0.1};
  DdpgLearner<double> learner = make_learner(options);
  learner.begin_episode(0, 0, observation);
  const auto snapshot = learner.snapshot(RngKey(9), 1);
  const Vector<double> best = act(*snapshot, observation, 2);
  EXPECT_EQ(act(*snapshot, observation, 2), best);
  constexpr int count = 2000;
  Vector<double> mean = Vector<double>::Zero(2);
  for (int i = 0; i < count; ++i) mean += act(learner, observation, 2) / count;
  EXPECT_NE(act(learner, observation, 2), best);
  // The second component is twice as wide, and so is its noise.
  EXPECT_NEAR(mean[0], best[0], 4 * 0.1 / std::sqrt(count));
  EXPECT_NEAR(mean[1], best[1], 4 * 0.2 / std::sqrt(count));
}

TEST(DdpgLearner, ActionsStayWithinTheirBounds) {
  DdpgOptions options = small_options();
  options.noise = {.kind = NoiseKind::gaussian, .sigma = 10.0};
  DdpgLearner<double> learner = make_learner(options);
  learner.begin_episode(0, 0, observation);
  for (int i = 0; i < 100; ++i) {
    const Vector<double> action = act(learner, observation, 2);
    EXPECT_LE(std::abs(action[0]), 1.0);
    EXPECT_GE(action[1], 0.0);
    EXPECT_LE(action[1], 4.0);
  }
}

TEST(DdpgLearner, LearnsTheBestActionOfATaskOfOneStep) {
  DdpgOptions options = small_options();
  options.actor.optimiser = {.kind = nn::OptimiserKind::adam, .learning_rate = 1e-3};
  options.critic.optimiser = {.kind = nn::OptimiserKind::adam, .learning_rate = 1e-2};
  options.noise = {.kind = NoiseKind::gaussian, .sigma = 0.3};
  options.replay_capacity = 2000;
  DdpgLearner<double> learner = make_learner(options);
  for (long episode = 0; episode < 2000; ++episode) {
    learner.begin_episode(0, episode, observation);
    OneTransition step = transition;
    step.action = act(learner, observation, 2);
    step.reward = -std::pow(step.action[0] - 0.5, 2) - std::pow(step.action[1] - 3.0, 2);
    step.terminated = true;
    observe(learner, step);
  }
  const Vector<double> best = act(*learner.snapshot(RngKey(), 1), observation, 2);
  EXPECT_NEAR(best[0], 0.5, 0.15);
  EXPECT_NEAR(best[1], 3.0, 0.3);
}

}  // namespace
}  // namespace rlrun::learners::ddpg
