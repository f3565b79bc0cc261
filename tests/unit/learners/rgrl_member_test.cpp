#include "lib/learners/rgrl/member.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>

#include "lib/core/error.hpp"
#include "tests/unit/learners/rgrl_member_fixtures.hpp"

namespace rlrun::learners::rgrl {
namespace {

using testing::HasSubstr;

TEST_F(RgrlMember, ItsKeyDecidesItsInitialWeights) {
  EXPECT_EQ(make().parameters().flat(), make().parameters().flat());
  EXPECT_NE(make(RngKey(99)).parameters().flat(), make().parameters().flat());
}

TEST_F(RgrlMember, LearningLowersTheLosses) {
  options.learning.updates = 200;
  options.optimiser.learning_rate = 1.0;
  Member<double> member = make();
  const PhaseStatistics first = member.learn(experience, phase_key);
  PhaseStatistics last;
  for (std::uint64_t phase = 0; phase < 5; ++phase) last = member.learn(experience, phase_key.derive(phase));
  EXPECT_LT(last.reward_loss, 0.9 * first.reward_loss);
  EXPECT_LT(last.state_loss, 0.9 * first.state_loss);
  EXPECT_GT(last.gradient_norm, 0.0);
}

TEST_F(RgrlMember, WithoutWindowsNothingHappens) {
  Member<double> member = make();
  const std::string before = saved(member);
  EXPECT_EQ(member.learn(Experience<double>(2), phase_key).gradient_norm, 0.0);
  EXPECT_EQ(saved(member), before);
}

TEST_F(RgrlMember, UniformSamplingDrawsAllWindowsAlikeAndNeedsNoPriorities) {
  options.replay.sampling = Sampling::uniform;
  options.dropout = 0.3;
  Member<double> member = make();
  member.learn(experience, phase_key);

  Member<double> by_hand = make();
  Rng draw_rng(phase_key.derive("draw"));
  Rng dropout_rng(phase_key.derive("dropout"));
  std::vector<Index> windows(static_cast<std::size_t>(options.learning.batch_size));
  for (int i = 0; i < options.learning.updates; ++i) {
    for (Index& window : windows) {
      window = static_cast<Index>(draw_rng.below(static_cast<std::uint64_t>(experience.size())));
    }
    by_hand.update(experience, windows, dropout_rng);
  }
  EXPECT_EQ(member.parameters().flat(), by_hand.parameters().flat());
  EXPECT_EQ(member.priorities().total(), 0.0);
}

TEST_F(RgrlMember, RefreshingAtEveryUpdateUsesTheParametersBeforeIt) {
  options.replay.refresh_drawn = false;
  options.replay.refresh_interval = 1;
  expect_priorities(after(1), priorities_of(after(0).parameters()));
  expect_priorities(after(4), priorities_of(after(3).parameters()));
}

TEST_F(RgrlMember, RefreshingAtEveryKthUpdateLeavesThePrioritiesInBetween) {
  options.replay.refresh_drawn = false;
  options.replay.refresh_interval = 3;
  for (const int updates : {1, 2, 3}) expect_priorities(after(updates), priorities_of(after(0).parameters()));
  for (const int updates : {4, 5, 6}) expect_priorities(after(updates), priorities_of(after(3).parameters()));
}

TEST_F(RgrlMember, RefreshIntervalZeroComputesThoseOfNewWindowsOnly) {
  options.replay.refresh_drawn = false;
  options.replay.refresh_interval = 0;
  Member<double> member = make();
  std::vector<double> expected = priorities_of(member.parameters());
  member.learn(experience, phase_key);
  expect_priorities(member, expected);

  const auto known = static_cast<std::ptrdiff_t>(expected.size());
  experience.add(random_episode(model.shape, 4, rng));
  const std::vector<double> all = priorities_of(member.parameters());
  ASSERT_GT(std::abs(all.front() - expected.front()), 1e-6) << "learning must have changed the errors";
  expected.insert(expected.end(), all.begin() + known, all.end());
  member.learn(experience, phase_key);
  expect_priorities(member, expected);
}

TEST_F(RgrlMember, DrawnWindowsAreRenewedWithTheErrorsOfTheirUpdate) {
  options.replay.refresh_interval = 0;
  experience = random_experience(model.shape, {2}, rng);  // a single window: every update draws it
  options.replay.refresh_drawn = true;
  expect_priorities(after(4), priorities_of(after(3).parameters()));
  options.replay.refresh_drawn = false;
  expect_priorities(after(4), priorities_of(after(0).parameters()));
}

TEST_F(RgrlMember, ScansMoreWindowsThanOneBatchOfThemHolds) {
  options.replay.refresh_interval = 0;
  options.replay.refresh_drawn = false;
  experience = random_experience(model.shape, {100, 70}, rng);
  ASSERT_EQ(experience.size(), 168);
  expect_priorities(after(1), priorities_of(after(0).parameters()));
}

TEST_F(RgrlMember, PrioritisedSamplingKeepsToWindowsWithError) {
  // The second window's rewards are what the initial network predicts: with a large exponent it is never drawn.
  options.replay.priority_exponent = 20.0;
  options.replay.refresh_interval = 0;
  options.replay.refresh_drawn = false;
  options.learning.batch_size = 1;
  options.optimiser.learning_rate = 1e-9;  // stays where it is
  Episode<double> wrong = random_episode(model.shape, 2, rng);
  Episode<double> right = random_episode(model.shape, 2, rng);
  const Member<double> initial = make();
  Rollout<double> rollout(model, 2, 1);
  rollout.actions = right.actions;
  rollout.states.col(0) = right.states.col(0);
  forward(model, LiveWeights<double>(initial.parameters()), rollout);
  right.rewards = rollout.rewards;
  experience = Experience<double>(2);
  experience.add(wrong);
  experience.add(right);

  const PhaseStatistics phase = make().learn(experience, phase_key);
  const std::vector<Index> first = {0};
  Rng unused;
  EXPECT_NEAR(phase.reward_loss, make().update(experience, first, unused).reward_loss, 1e-6);
}

TEST_F(RgrlMember, TheLearningRateFallsLinearlyOverAPhase) {
  options.learning.final_rate = 0.0;
  options.learning.updates = 2;
  Member<double> falling = make();
  falling.learn(experience, phase_key);
  options.learning.final_rate = 1.0;
  EXPECT_EQ(falling.parameters().flat(), after(1).parameters().flat()) << "the last of two updates has rate 0";
  EXPECT_NE(falling.parameters().flat(), after(2).parameters().flat());

  options.learning.updates = 3;
  options.learning.final_rate = 0.0;
  Member<double> halved = make();
  halved.learn(experience, phase_key);
  options.learning.final_rate = 1.0;
  const Vector<double> one = after(1).parameters().flat();
  const Vector<double> full_step = after(2).parameters().flat() - one;
  EXPECT_TRUE((halved.parameters().flat() - one).isApprox(0.5 * full_step, 1e-9)) << "half the rate";
}

TEST_F(RgrlMember, TheLearningRateFallsFromPhaseToPhase) {
  options.learning.updates = 1;
  options.learning.decay_phases = 1.0;
  Member<double> decaying = make();
  decaying.learn(experience, phase_key);
  options.learning.decay_phases = 0.0;
  Member<double> steady = make();
  steady.learn(experience, phase_key);
  ASSERT_EQ(decaying.parameters().flat(), steady.parameters().flat()) << "the first phase has the full rate";
  const Vector<double> before = steady.parameters().flat();
  decaying.learn(experience, phase_key);
  steady.learn(experience, phase_key);
  const Vector<double> full_step = steady.parameters().flat() - before;
  EXPECT_TRUE((decaying.parameters().flat() - before).isApprox(0.5 * full_step, 1e-9)) << "half the rate";
}

TEST_F(RgrlMember, ASingleUpdateHasTheFullRate) {
  options.learning.final_rate = 0.0;
  const Vector<double> falling = after(1).parameters().flat();
  options.learning.final_rate = 1.0;
  EXPECT_EQ(falling, after(1).parameters().flat());
}

TEST_F(RgrlMember, OnlineUpdatesHaveTheFullRateAndNoPhase) {
  options.replay.sampling = Sampling::uniform;
  options.learning.final_rate = 0.0;
  options.learning.decay_phases = 1.0;
  options.learning.online_updates = 3;
  options.learning.ewc_lambda = 0.5;
  Member<double> member = make();
  for (int round = 0; round < 2; ++round) member.learn_online(experience, phase_key);

  Member<double> by_hand = make();
  for (int round = 0; round < 2; ++round) {
    Rng draw_rng(phase_key.derive("draw"));
    Rng unused;
    std::vector<Index> windows(static_cast<std::size_t>(options.learning.batch_size));
    for (int i = 0; i < options.learning.online_updates; ++i) {
      for (Index& window : windows) {
        window = static_cast<Index>(draw_rng.below(static_cast<std::uint64_t>(experience.size())));
      }
      by_hand.update(experience, windows, unused);
    }
  }
  EXPECT_EQ(member.parameters().flat(), by_hand.parameters().flat());
  EXPECT_EQ(member.fisher().flat().norm(), 0.0);
}

TEST_F(RgrlMember, OnlineRoundsRateNewWindowsAndCountTheUpdatesUntilAllAreRatedAnew) {
  options.replay.refresh_drawn = false;
  options.replay.refresh_interval = 4;
  options.learning.online_updates = 1;
  Member<double> member = make();
  std::vector<double> expected = priorities_of(member.parameters());
  for (int round = 0; round < 3; ++round) member.learn_online(experience, phase_key);
  expect_priorities(member, expected);

  const auto known = static_cast<std::ptrdiff_t>(expected.size());
  experience.add(random_episode(model.shape, 4, rng));
  const std::vector<double> after_three = priorities_of(member.parameters());
  expected.insert(expected.end(), after_three.begin() + known, after_three.end());
  member.learn_online(experience, phase_key);
  expect_priorities(member, expected);

  const std::vector<double> after_four = priorities_of(member.parameters());
  member.learn_online(experience, phase_key);
  expect_priorities(member, after_four);
}

TEST_F(RgrlMember, ForgetsOnlyThePrioritiesThatItHas) {
  Member<double> member = make();
  member.learn(experience, phase_key);
  std::vector<double> expected;
  for (Index i = 0; i < member.priorities().size(); ++i) expected.push_back(member.priorities().get(i));
  member.forget({.first = experience.size(), .count = 2});
  expect_priorities(member, expected);
  expected.erase(expected.begin() + 4, expected.begin() + 7);
  member.forget({.first = 4, .count = 3});
  expect_priorities(member, expected);
}

std::string divergence_message(const std::function<void()>& action) {
  try {
    action();
  } catch (const DivergenceError& error) {
    return error.what();
  }
  return "did not diverge";
}

TEST_F(RgrlMember, AGradientThatIsNotFiniteEndsThePhaseAndNamesTheTensor) {
  Member<double> member = make();
  member.parameters()[model.weight_state](0, 0) = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THAT(divergence_message([&] { member.learn(experience, phase_key); }),
              HasSubstr("gradient: tensor recurrent_layer.weight_ih_l0 is not finite"));
}

TEST_F(RgrlMember, AGradientThatIsTooLargeForItsNormEndsThePhase) {
  options.learning.ewc_lambda = 1e300;
  Member<double> member = make();
  Rng unused;
  member.consolidate(experience, unused);
  member.parameters().flat().array() += 1.0;
  EXPECT_THAT(divergence_message([&] { member.learn(experience, phase_key); }), HasSubstr("norm overflows"));
}

TEST_F(RgrlMember, GoesOnAfterLoadingAsBeforeSaving) {
  options.learning.ewc_lambda = 0.5;
  options.optimiser.kind = nn::OptimiserKind::adam;
  options.replay.refresh_interval = 4;
  Member<double> member = make();
  member.learn(experience, phase_key);
  Member<double> loaded = make(RngKey(99));
  load(loaded, saved(member));
  EXPECT_EQ(saved(loaded), saved(member));
  member.learn(experience, phase_key.derive(1));
  loaded.learn(experience, phase_key.derive(1));
  EXPECT_EQ(saved(loaded), saved(member));
}

TEST_F(RgrlMember, RefusesTheStateOfAnotherNetwork) {
  const WorldModel other(small_shape(nn::CellKind::lstm));
  Member<double> member(other, options, initialisation_key);
  const std::string state = saved(make());
  EXPECT_THROW(load(member, state), StateError);
}

}  // namespace
}  // namespace rlrun::learners::rgrl
