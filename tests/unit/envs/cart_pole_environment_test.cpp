#include "envs/cart_pole/environment.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "envs/cart_pole/registration.hpp"
#include "lib/core/error.hpp"

namespace rlrun::envs::cart_pole {
namespace {

TEST(CartPole, HasTheSpecOfVersionOne) {
  const EnvironmentSpec spec = CartPole().spec();
  EXPECT_EQ(spec.name, "CartPole-v1");
  EXPECT_EQ(spec.observation_size(), 4);
  EXPECT_EQ(std::get<DiscreteSpace>(spec.action_space).count, 2);
  EXPECT_EQ(spec.time_limit, 500);
  EXPECT_EQ(spec.solved_return, 475.0);
}

TEST(CartPole, StartsWithinItsRange) {
  CartPole environment;
  Rng rng{RngKey(1)};
  Vector<double> observation(4);
  Vector<double> lowest = Vector<double>::Constant(4, 1.0);
  Vector<double> highest = -lowest;
  for (int i = 0; i < 2000; ++i) {
    environment.reset(rng, observation);
    lowest = lowest.cwiseMin(environment.state());
    highest = highest.cwiseMax(environment.state());
  }
  EXPECT_GE(lowest.minCoeff(), -0.05);
  EXPECT_LT(lowest.maxCoeff(), -0.0495);
  EXPECT_LT(highest.maxCoeff(), 0.05);
  EXPECT_GT(highest.minCoeff(), 0.0495);
}

TEST(CartPole, ObservesTheStateInSinglePrecisionAndKeepsItInDouble) {
  CartPole environment;
  Rng rng{RngKey(2)};
  Vector<double> observation(4);
  environment.reset(rng, observation);
  for (int i = 0; i < 5; ++i) {
    const Vector<double> state = environment.state();
    EXPECT_EQ(observation, state.cast<float>().cast<double>());
    EXPECT_NE(observation, state);
    environment.step(Vector<double>::Constant(1, i % 2), rng, observation);
  }
}

TEST(CartPole, PaysOneForTheLastStepToo) {
  CartPole environment;
  Rng rng;
  Vector<double> observation(4);
  environment.set_state(Vector<double>{{2.39, 3.0, 0.0, 0.0}});
  const StepOutcome outcome = environment.step(Vector<double>::Ones(1), rng, observation);
  EXPECT_TRUE(outcome.terminated);
  EXPECT_EQ(outcome.reward, 1.0);
}

TEST(CartPole, RefusesAnyOtherActionAndKeepsItsState) {
  CartPole environment;
  Rng rng{RngKey(3)};
  Vector<double> observation(4);
  environment.reset(rng, observation);
  const Vector<double> before = environment.state();
  for (const double action : {-1.0, 0.5, 2.0, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW(environment.step(Vector<double>::Constant(1, action), rng, observation), UsageError) << action;
  }
  EXPECT_EQ(environment.state(), before);
}

TEST(CartPole, RefusesAStateOfAnotherSize) {
  CartPole environment;
  EXPECT_THROW(environment.set_state(Vector<double>::Zero(3)), UsageError);
}

TEST(CartPole, IsRegisteredUnderTheNameOfItsSpec) {
  config::EnvironmentRegistry registry;
  register_cart_pole(registry);
  EXPECT_NE(registry.find(CartPole().spec().name), nullptr);
}

}  // namespace
}  // namespace rlrun::envs::cart_pole
