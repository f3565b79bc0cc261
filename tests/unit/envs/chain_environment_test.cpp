#include "envs/chain/environment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

#include "envs/chain/drawing.hpp"
#include "envs/chain/registration.hpp"
#include "lib/core/error.hpp"
#include "tests/unit/envs/configured_environment.hpp"

namespace rlrun::envs::chain {
namespace {

using testing::HasSubstr;

constexpr double left = 0.0;
constexpr double right = 1.0;
const Parameters walk = {.variant = Variant::walk, .start = 1.0};

struct Episode {
  double episode_return = 0.0;
  long length = 0;
  StepOutcome last;
};

/// The same action until the end, at most `limit` times.
Episode repeat(Environment& environment, double action, long limit) {
  Rng rng;
  Vector<double> observation(1);
  environment.reset(rng, observation);
  Episode episode;
  while (!episode.last.terminated && episode.length < limit) {
    episode.last = environment.step(Vector<double>::Constant(1, action), rng, observation);
    episode.episode_return += episode.last.reward;
    ++episode.length;
  }
  return episode;
}

/// The position after one step with `action` from the start.
double first_step(Environment& environment, double action) {
  repeat(environment, action, 1);
  return environment.state()(0);
}

config::EnvironmentFactory factory() { return registered(register_chain, "Chain"); }

TEST(Chain, HasTheSpecOfThePaper) {
  const EnvironmentSpec spec = Chain().spec();
  EXPECT_EQ(spec.name, "Chain");
  ASSERT_EQ(spec.observation_size(), 1);
  EXPECT_EQ(spec.observation_space.low(0), 0.0);
  EXPECT_EQ(spec.observation_space.high(0), 100.0);
  EXPECT_EQ(std::get<DiscreteSpace>(spec.action_space).count, 2);
  EXPECT_EQ(spec.time_limit, 1000);
  EXPECT_EQ(spec.solved_return, 90.0);
}

TEST(Chain, HasTheSpecOfTheWalk) {
  const EnvironmentSpec spec =
      Chain({.variant = Variant::walk, .length = 10, .step_size = 0.75}, Control::continuous).spec();
  EXPECT_EQ(spec.observation_space.low(0), -10.75);
  EXPECT_EQ(spec.observation_space.high(0), 10.75);
  EXPECT_EQ(std::get<BoxSpace>(spec.action_space).low, Vector<double>::Constant(1, -1.0));
  EXPECT_EQ(std::get<BoxSpace>(spec.action_space).high, Vector<double>::Constant(1, 1.0));
  EXPECT_EQ(spec.time_limit, 140);
  EXPECT_TRUE(std::isnan(spec.solved_return));
}

TEST(Chain, AlwaysStartsOnTheSameBlockAndDrawsNothing) {
  Chain paper;
  Chain other({.start = 2.5});
  Rng rng{RngKey(1)};
  Vector<double> observation(1);
  paper.reset(rng, observation);
  EXPECT_EQ(observation(0), 0.0);
  other.reset(rng, observation);
  EXPECT_EQ(observation(0), 2.5);
  other.step(Vector<double>::Constant(1, right), rng, observation);
  EXPECT_EQ(observation(0), 3.5);
  EXPECT_EQ(rng.position(), 0U);
}

TEST(Chain, TheStraightWayIsAHundredStepsAndPaysTheGoalOnly) {
  for (const Control control : {Control::discrete, Control::continuous}) {
    Chain environment({}, control);
    const Episode episode = repeat(environment, right, 1000);
    EXPECT_TRUE(episode.last.terminated);
    EXPECT_EQ(episode.length, 100);
    EXPECT_EQ(episode.episode_return, 100.0);
  }
}

TEST(Chain, TheStraightWalkPaysEveryStepToo) {
  for (const Control control : {Control::discrete, Control::continuous}) {
    Chain environment(walk, control);
    const Episode episode = repeat(environment, right, 1000);
    EXPECT_TRUE(episode.last.terminated);
    EXPECT_EQ(episode.length, 100);  // 1 to 101, since 100 is still inside
    EXPECT_EQ(episode.episode_return, 199.0);
  }
}

TEST(Chain, TheWalkToTheLeftEndsBeyondTheOtherEnd) {
  Chain environment(walk);
  const Episode episode = repeat(environment, left, 1000);
  EXPECT_TRUE(episode.last.terminated);
  EXPECT_EQ(episode.length, 102);  // 1 to -101
  EXPECT_EQ(episode.episode_return, -101.0 - 100.0);
}

TEST(Chain, TheWallCostsAndNeverEnds) {
  Chain environment;
  const Episode episode = repeat(environment, left, 50);
  EXPECT_FALSE(episode.last.terminated);
  EXPECT_EQ(episode.episode_return, -50.0);
  EXPECT_EQ(environment.state()(0), 0.0);
}

TEST(Chain, RealActionsAreSharesOfTheStepAndClipped) {
  Chain environment({.variant = Variant::walk, .start = 1.0, .step_size = 2.0}, Control::continuous);
  EXPECT_EQ(first_step(environment, 0.25), 1.5);
  EXPECT_EQ(first_step(environment, -0.25), 0.5);
  EXPECT_EQ(first_step(environment, 1.0), 3.0);
  EXPECT_EQ(first_step(environment, 7.0), 3.0);
  EXPECT_EQ(first_step(environment, -7.0), -1.0);
}

TEST(Chain, DiscreteActionsAreWholeSteps) {
  Chain environment({.start = 5.0, .step_size = 2.0});
  EXPECT_EQ(first_step(environment, left), 3.0);
  EXPECT_EQ(first_step(environment, right), 7.0);
}

TEST(Chain, RefusesAnyOtherActionAndKeepsItsState) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  constexpr double infinity = std::numeric_limits<double>::infinity();
  Chain discrete;
  Chain continuous({}, Control::continuous);
  Rng rng;
  Vector<double> observation(1);
  discrete.reset(rng, observation);
  continuous.reset(rng, observation);
  for (const double action : {-1.0, 0.5, 2.0, nan}) {
    EXPECT_THROW(discrete.step(Vector<double>::Constant(1, action), rng, observation), UsageError) << action;
  }
  for (const double action : {nan, infinity, -infinity}) {
    EXPECT_THROW(continuous.step(Vector<double>::Constant(1, action), rng, observation), UsageError) << action;
  }
  EXPECT_EQ(discrete.state()(0), 0.0);
  EXPECT_EQ(continuous.state()(0), 0.0);
}

TEST(Chain, RefusesTheStateOfAnotherChain) {
  Chain environment;
  environment.set_state(Vector<double>{{42.0, 0.0, 100.0}});
  EXPECT_EQ(environment.state(), (Vector<double>{{42.0, 0.0, 100.0}}));
  EXPECT_THROW(environment.set_state(Vector<double>{{1.0, 0.0}}), UsageError);
  EXPECT_THROW(environment.set_state(Vector<double>{{1.0, 0.0, 50.0}}), UsageError);
  EXPECT_THROW(environment.set_state(Vector<double>{{1.0, -100.0, 100.0}}), UsageError);
  EXPECT_EQ(environment.state()(0), 42.0);
}

TEST(ChainConfig, VariantsDecideStartAndActions) {
  const auto paper = configure(factory(), "{}").environment;
  EXPECT_EQ(first_step(*paper, right), 1.0);
  EXPECT_TRUE(std::holds_alternative<DiscreteSpace>(paper->spec().action_space));
  const auto authors = configure(factory(), "variant: walk").environment;
  EXPECT_EQ(first_step(*authors, 0.5), 1.5);
  EXPECT_TRUE(std::holds_alternative<BoxSpace>(authors->spec().action_space));
}

TEST(ChainConfig, EveryKeyIsRead) {
  const auto paper = configure(factory(),
                               "{actions: continuous, length: 6, start: 2, step_size: 0.5, goal_reward: 9, "
                               "left_reward: -3}");
  ASSERT_EQ(paper.findings, "");
  EXPECT_EQ(repeat(*paper.environment, -1.0, 1).episode_return, -3.0);
  EXPECT_EQ(repeat(*paper.environment, 1.0, 100).length, 8);
  EXPECT_EQ(repeat(*paper.environment, 1.0, 100).episode_return, 9.0);
  const auto authors = configure(factory(), "{variant: walk, actions: discrete, length: 6, start: -2, side_reward: 4}");
  ASSERT_EQ(authors.findings, "");
  EXPECT_EQ(repeat(*authors.environment, left, 100).episode_return, -4 * 4.0 - 100.0);
}

TEST(ChainConfig, TheResolvedConfigGivesTheSameChain) {
  for (const std::string text : {"{}", "variant: walk", "{variant: walk, length: 1}"}) {
    const auto first = configure(factory(), text);
    const auto second = configure(factory(), first.resolved);
    EXPECT_EQ(second.findings, "") << text;
    EXPECT_EQ(second.resolved, first.resolved);
  }
}

TEST(ChainConfig, BadValuesAreFound) {
  for (const auto& [text, key] : {std::pair<const char*, const char*>("variant: authors", "variant"),
                                  {"actions: real", "actions"},
                                  {"length: 0", "length"},
                                  {"length: 1.5", "length"},
                                  {"length: 1000001", "length"},
                                  {"start: 100", "start"},
                                  {"start: -1", "start"},
                                  {"{variant: walk, start: 100.5}", "start"},
                                  {"{variant: walk, start: -100.5}", "start"},
                                  {"step_size: 0", "step_size"},
                                  {"step_size: 101", "step_size"},
                                  {"goal_reward: .inf", "goal_reward"},
                                  {"lenght: 10", "lenght"}}) {
    EXPECT_THAT(configure(factory(), text).findings, HasSubstr(std::string(key) + ": ")) << text;
  }
}

TEST(ChainFactory, TheRuleRightReachesTheGoalWithBothKindsOfActions) {
  const ActionRule rule = factory().rules.at("right");
  Rng rng;
  Vector<double> action(1);
  rule(Vector<double>::Zero(1), rng, action);
  for (const std::string actions : {"discrete", "continuous"}) {
    const auto environment = configure(factory(), "actions: " + actions).environment;
    EXPECT_EQ(repeat(*environment, action(0), 1000).episode_return, 100.0);
  }
}

TEST(ChainFactory, NamesTheOutcomes) {
  const auto name = factory().name_outcome;
  Chain environment(walk);
  EXPECT_EQ(name(environment.state(), repeat(environment, right, 10).last), "timeout");
  const StepOutcome at_goal = repeat(environment, right, 1000).last;
  EXPECT_EQ(name(environment.state(), at_goal), "goal");
  const StepOutcome at_left_end = repeat(environment, left, 1000).last;
  EXPECT_EQ(name(environment.state(), at_left_end), "left_end");
  Chain paper;
  const StepOutcome last = repeat(paper, right, 1000).last;
  EXPECT_EQ(name(paper.state(), last), "goal");
}

TEST(ChainDrawing, ShowsEveryBlockOfAShortChain) {
  EXPECT_EQ(draw({0.0}, {0.0, 5.0}), "@....G\nposition 0.00  chain from 0 to 5\n");
  EXPECT_EQ(draw({2.0}, {0.0, 5.0}), "[.@..G\nposition 2.00  chain from 0 to 5\n");
  EXPECT_EQ(draw({5.0}, {0.0, 5.0}), "[....@\nposition 5.00  chain from 0 to 5\n");
}

TEST(ChainDrawing, ScalesALongChainDownAndKeepsTheAgentInIt) {
  const Ends ends = {-100.0, 100.0};
  const auto column = [&](double position) { return draw({position}, ends).find('@'); };
  EXPECT_EQ(draw({0.0}, ends).find('\n'), 72U);
  EXPECT_EQ(column(-100.5), 0U);
  EXPECT_EQ(column(-100.0), 0U);
  EXPECT_EQ(column(-50.0), 18U);  // of 71: 17.75
  EXPECT_EQ(column(100.0), 71U);
  EXPECT_EQ(column(100.5), 71U);
}

TEST(ChainDrawing, TheFactoryDrawsTheStateOfAnyLength) {
  const auto environment = configure(factory(), "{length: 3, start: 1}").environment;
  repeat(*environment, right, 1);
  EXPECT_EQ(factory().draw(environment->state()), "[.@G\nposition 2.00  chain from 0 to 3\n");
}

}  // namespace
}  // namespace rlrun::envs::chain
