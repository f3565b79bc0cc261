#include <gtest/gtest.h>

#include "envs/mountain_car/continuous_environment.hpp"
#include "envs/mountain_car/environment.hpp"
#include "lib/core/error.hpp"

namespace rlrun::envs::mountain_car {
namespace {

struct Step {
  StepOutcome outcome;
  Vector<double> state;
};

/// One step from a given state.
Step step_from(Environment& environment, double position, double velocity, double action) {
  Rng rng;
  Vector<double> observation(2);
  environment.set_state(Vector<double>{{position, velocity}});
  const StepOutcome outcome = environment.step(Vector<double>{{action}}, rng, observation);
  return {outcome, environment.state()};
}

TEST(MountainCar, EndsOnTheGoalWithTheRewardOfEveryStep) {
  MountainCar environment;
  const Step short_of = step_from(environment, 0.45, 0.0494, 2.0);
  EXPECT_FALSE(short_of.outcome.terminated) << short_of.state.transpose();
  EXPECT_EQ(short_of.outcome.reward, -1.0);
  const Step beyond = step_from(environment, 0.45, 0.0498, 2.0);
  EXPECT_TRUE(beyond.outcome.terminated) << beyond.state.transpose();
  EXPECT_EQ(beyond.outcome.reward, -1.0);
}

TEST(MountainCar, DoesNotEndOnTheWayBack) {
  MountainCar environment;
  const Step back = step_from(environment, 0.58, -0.01, 1.0);
  EXPECT_GT(back.state(0), 0.5);
  EXPECT_FALSE(back.outcome.terminated);
}

TEST(MountainCar, StartsAtRestInTheValley) {
  MountainCar environment;
  Rng rng{RngKey(4)};
  Vector<double> observation(2);
  double lowest = 0.0;
  double highest = -1.0;
  for (int i = 0; i < 2000; ++i) {
    environment.reset(rng, observation);
    ASSERT_EQ(environment.state()(1), 0.0);
    lowest = std::min(lowest, environment.state()(0));
    highest = std::max(highest, environment.state()(0));
  }
  EXPECT_GE(lowest, -0.6);
  EXPECT_LT(lowest, -0.599);
  EXPECT_LT(highest, -0.4);
  EXPECT_GT(highest, -0.401);
}

TEST(MountainCarContinuous, ClipsThePushButPaysForTheWholeAction) {
  MountainCarContinuous environment;
  const Step full = step_from(environment, -0.5, 0.0, 1.0);
  const Step more = step_from(environment, -0.5, 0.0, 3.0);
  EXPECT_EQ(full.state, more.state);
  EXPECT_NEAR(full.outcome.reward, -0.1, 1e-15);
  EXPECT_NEAR(more.outcome.reward, -0.9, 1e-15);
}

TEST(MountainCarContinuous, PaysAHundredAtItsGoal) {
  MountainCarContinuous environment;
  const Step goal = step_from(environment, 0.42, 0.04, 0.5);
  EXPECT_TRUE(goal.outcome.terminated);
  EXPECT_NEAR(goal.outcome.reward, 100.0 - 0.025, 1e-12);
  EXPECT_FALSE(step_from(environment, 0.42, 0.02, 0.5).outcome.terminated);
}

TEST(MountainCarContinuous, KeepsItsStateInTheGivenPrecision) {
  MountainCarContinuous single(StatePrecision::single);
  MountainCarContinuous full(StatePrecision::double_);
  const Vector<double> rounded = step_from(single, -0.5, 0.01, 0.3).state;
  const Vector<double> exact = step_from(full, -0.5, 0.01, 0.3).state;
  EXPECT_NE(rounded, exact);
  EXPECT_EQ(rounded, exact.cast<float>().cast<double>());
}

TEST(MountainCarContinuous, RefusesAnActionThatIsNotFinite) {
  MountainCarContinuous environment;
  EXPECT_THROW(step_from(environment, -0.5, 0.0, std::numeric_limits<double>::infinity()), UsageError);
}

}  // namespace
}  // namespace rlrun::envs::mountain_car
