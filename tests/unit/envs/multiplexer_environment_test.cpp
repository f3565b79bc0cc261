#include "envs/multiplexer/environment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "envs/multiplexer/registration.hpp"
#include "lib/core/error.hpp"
#include "tests/unit/envs/configured_environment.hpp"

namespace rlrun::envs::multiplexer {
namespace {

using testing::HasSubstr;

config::EnvironmentFactory factory() { return registered(register_multiplexer, "Multiplexer"); }

TEST(Multiplexer, HasTheSpecOfThePaper) {
  const EnvironmentSpec spec = Multiplexer().spec();
  EXPECT_EQ(spec.name, "Multiplexer");
  EXPECT_EQ(spec.observation_size(), 37);
  EXPECT_EQ(spec.observation_space.low, Vector<double>::Constant(37, -1.0));
  EXPECT_EQ(spec.observation_space.high, Vector<double>::Constant(37, 1.0));
  EXPECT_EQ(std::get<DiscreteSpace>(spec.action_space).count, 2);
  EXPECT_EQ(spec.time_limit, 1);
  EXPECT_EQ(spec.solved_return, 0.98);
}

TEST(Multiplexer, PaysForTheObservedTargetInOneStep) {
  const Parameters parameters = {.address_bits = 2};
  Multiplexer environment(parameters);
  Rng rng{RngKey(1)};
  Vector<double> observation(6);
  Vector<double> after(6);
  int ones = 0;
  for (int i = 0; i < 200; ++i) {
    environment.reset(rng, observation);
    const int answer = i % 2;
    const int wanted = target(observation, parameters);
    const StepOutcome outcome = environment.step(Vector<double>::Constant(1, answer), rng, after);
    EXPECT_EQ(outcome.reward, answer == wanted ? 1.0 : -1.0);
    EXPECT_TRUE(outcome.terminated);
    EXPECT_EQ(after, observation);
    ones += wanted;
  }
  EXPECT_GT(ones, 50);
  EXPECT_LT(ones, 150);
}

TEST(Multiplexer, RepeatsAGivenState) {
  Multiplexer environment({.address_bits = 1});
  Rng rng;
  Vector<double> observation(3);
  const Vector<double> state{{1.0, -1.0, 1.0}};
  for (const auto& [answer, reward] : {std::pair(1.0, 1.0), {0.0, -1.0}}) {
    environment.set_state(state);
    EXPECT_EQ(environment.step(Vector<double>::Constant(1, answer), rng, observation).reward, reward);
    EXPECT_EQ(observation, state);
  }
}

TEST(Multiplexer, RefusesAnyOtherActionAndKeepsItsState) {
  Multiplexer environment;
  Rng rng{RngKey(2)};
  Vector<double> observation(37);
  environment.reset(rng, observation);
  for (const double action : {-1.0, 0.5, 2.0, std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW(environment.step(Vector<double>::Constant(1, action), rng, observation), UsageError) << action;
  }
  EXPECT_EQ(environment.state(), observation);
}

TEST(Multiplexer, RefusesAStateOfAnotherSize) {
  Multiplexer environment;
  EXPECT_THROW(environment.set_state(Vector<double>::Ones(36)), UsageError);
  EXPECT_THROW(environment.set_state(Vector<double>::Ones(38)), UsageError);
}

TEST(MultiplexerConfig, AddressBitsDecideTheSize) {
  EXPECT_EQ(configure(factory(), "{}").environment->spec().observation_size(), 37);
  EXPECT_EQ(configure(factory(), "address_bits: 1").environment->spec().observation_size(), 3);
  EXPECT_EQ(configure(factory(), "address_bits: 10").environment->spec().observation_size(), 1034);
}

TEST(MultiplexerConfig, BadValuesAreFound) {
  for (const char* const text : {"address_bits: 0", "address_bits: 11", "address_bits: 2.5", "address_bits: two"}) {
    EXPECT_THAT(configure(factory(), text).findings, HasSubstr("address_bits: ")) << text;
  }
}

TEST(MultiplexerFactory, NamesTheOutcomes) {
  const Vector<double> state = Vector<double>::Ones(3);
  EXPECT_EQ(factory().name_outcome(state, {.reward = 1.0, .terminated = true}), "right");
  EXPECT_EQ(factory().name_outcome(state, {.reward = -1.0, .terminated = true}), "wrong");
}

}  // namespace
}  // namespace rlrun::envs::multiplexer
