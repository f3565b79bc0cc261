#include "lib/learners/map_propagation/options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/learners/config_fixtures.hpp"

namespace rlrun::learners::map_propagation {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

config::LearnerContext context_of(const EnvironmentSpec& environment, long time_limit = 10, Index num_envs = 1) {
  return {.environment = environment, .num_envs = num_envs, .time_limit = time_limit};
}

auto read(const std::string& text, const config::LearnerContext& context, Family family = Family::map_propagation) {
  return read_text(text, [&](config::Reader& reader) { return read_options(reader, context, family); });
}

StochasticOptions good(const std::string& text, Family family = Family::map_propagation) {
  const auto [options, findings] = read(text, context_of(small_environment()), family);
  EXPECT_EQ(findings, "") << text;
  return options;
}

EnvironmentSpec with_real_actions(double bound) {
  EnvironmentSpec environment = small_environment();
  environment.action_space = BoxSpace{.low = Vector<double>{{-bound}}, .high = Vector<double>{{bound}}};
  return environment;
}

TEST(MapPropagationOptions, DefaultsAreThoseOfThePapersCodeForCartPole) {
  const StochasticOptions options = good("{}");
  EXPECT_EQ(options.algorithm, Algorithm::actor_critic);
  EXPECT_EQ(options.credit, Credit::settling);
  EXPECT_EQ(options.order, Order::clean);
  EXPECT_EQ(options.discount, 0.98);
  EXPECT_THAT(options.actor.hidden_sizes, ElementsAre(64, 32));
  EXPECT_THAT(options.actor.variances, ElementsAre(0.03, 0.1, 0.1));
  EXPECT_THAT(options.actor.learning_rates.first, ElementsAre(0.01, 1e-5, 1e-6));
  EXPECT_THAT(options.critic.learning_rates.last, ElementsAre(0.002, 2e-6, 2e-7));
  EXPECT_EQ(options.settling.steps, 20);
  EXPECT_EQ(options.settling.step_size, 0.5);
  EXPECT_EQ(options.optimiser.epsilon, 1e-9);
  EXPECT_EQ(options.critic_factor.kind, CriticFactor::product);
  EXPECT_EQ(options.mean, PredictionMean::after_settling);
}

TEST(MapPropagationOptions, EveryKeyIsRead) {
  const StochasticOptions options = good(
      "{order: reference, discount: 0.9, reward_limit: 5, time_limit: drop, factor: reciprocal, factor_guard: 0, "
      "mean: before_settling, "
      "actor: {hidden_sizes: [7], hidden_unit: relu, variances: [0.5, 0.25], learning_rates: [0.1, 0.2], "
      "last_learning_rates: [0.01, 0.02], learning_rate_updates: 100, trace_decay: 0.5, temperature: 3}, "
      "critic: {trace_decay: 0.25}, settling: {steps: 3, step_size: 0.125, noise: 0.5, tolerance: 0.0625}, "
      "feedback: {kind: learned, learning_rate: 0.75}, "
      "optimiser: {beta1: 0.5, beta2: 0.75, epsilon: 0.001, bias_correction_steps: 1000}}");
  EXPECT_EQ(options.order, Order::reference);
  EXPECT_EQ(options.discount, 0.9);
  EXPECT_EQ(options.reward_limit, 5.0);
  EXPECT_EQ(options.time_limit, TimeLimit::drop);
  EXPECT_EQ(options.critic_factor.kind, CriticFactor::reciprocal);
  EXPECT_EQ(options.critic_factor.guard, 0.0);
  EXPECT_EQ(options.mean, PredictionMean::before_settling);
  EXPECT_EQ(options.actor.hidden_unit, HiddenUnit::relu);
  EXPECT_THAT(options.actor.variances, ElementsAre(0.5, 0.25));
  EXPECT_THAT(options.actor.learning_rates.first, ElementsAre(0.1, 0.2));
  EXPECT_THAT(options.actor.learning_rates.last, ElementsAre(0.01, 0.02));
  EXPECT_EQ(options.actor.learning_rates.updates, 100.0);
  EXPECT_EQ(options.actor.trace_decay, 0.5);
  EXPECT_EQ(options.actor.temperature, 3.0);
  EXPECT_EQ(options.critic.trace_decay, 0.25);
  EXPECT_EQ(options.settling.steps, 3);
  EXPECT_EQ(options.settling.step_size, 0.125);
  EXPECT_EQ(options.settling.noise, 0.5);
  EXPECT_EQ(options.settling.tolerance, 0.0625);
  EXPECT_EQ(options.feedback.kind, FeedbackKind::learned);
  EXPECT_EQ(options.feedback.learning_rate, 0.75);
  EXPECT_EQ(options.optimiser.beta1, 0.5);
  EXPECT_EQ(options.optimiser.beta2, 0.75);
  EXPECT_EQ(options.optimiser.epsilon, 0.001);
  EXPECT_EQ(options.optimiser.bias_correction_steps, 1000);
}

TEST(MapPropagationOptions, GivenLearningRatesStayUnlessTheLastAreGivenToo) {
  const StochasticOptions options = good("actor: {learning_rates: [0.1, 0.2, 0.3]}");
  EXPECT_THAT(options.actor.learning_rates.last, ElementsAre(0.1, 0.2, 0.3));
}

TEST(MapPropagationOptions, FamiliesDifferInTheirCredit) {
  EXPECT_EQ(good("{}", Family::reinforce).credit, Credit::sample);
  EXPECT_EQ(good("{}", Family::backprop).credit, Credit::backpropagation);
  EXPECT_EQ(good("{}", Family::backprop).algorithm, Algorithm::monte_carlo);
  const StochasticOptions actor_critic = good("entropy_weight: 0.5", Family::backprop_actor_critic);
  EXPECT_EQ(actor_critic.algorithm, Algorithm::actor_critic);
  EXPECT_EQ(actor_critic.entropy_weight, 0.5);
  EXPECT_EQ(actor_critic.critic_factor.kind, CriticFactor::none);
  EXPECT_THAT(actor_critic.actor.variances, ElementsAre(0.0, 0.0, 0.1));
}

TEST(MapPropagationOptions, TasksOfOneStepAreLearnedWithoutACritic) {
  const auto [options, findings] = read("{}", context_of(small_environment(), 1));
  EXPECT_EQ(options.algorithm, Algorithm::monte_carlo);
  EXPECT_THAT(read("critic: {}", context_of(small_environment(), 1)).findings, HasSubstr("critic: unknown key"));
}

TEST(MapPropagationOptions, WhatIsWrongIsSaidAtItsKey) {
  for (const auto& [text, what] :
       {std::pair<const char*, const char*>("actor: {hidden_sizes: [4]}",
                                            "actor.variances: has 3 numbers; allowed: one for each of the 2"),
        {"actor: {variances: [0.1, 0.1]}", ":1:9: actor.variances: has 2 numbers; allowed: one for each of the 3"},
        {"actor: {learning_rates: [0.1]}", "actor.learning_rates: has 1 numbers"},
        {"critic: {last_learning_rates: [1, 1, 1, 1]}", "critic.last_learning_rates: has 4 numbers"},
        {"actor: {hidden_sizes: [4.5, 3]}", "actor.hidden_sizes: must hold whole numbers"},
        {"actor: {hidden_sizes: [0, 3]}", "actor.hidden_sizes[0]"},
        {"actor: {variances: [0, 0.1, 0.1]}", "actor.variances[0]"},
        {"settling: {step_size: 0}", "settling.step_size"},
        {"settling: {stepsize: 1}", "unknown key"},
        {"action_scaling: raw", "action_scaling: unknown key"},
        {"entropy_weight: 0.1", "entropy_weight: unknown key"}}) {
    EXPECT_THAT(read(text, context_of(small_environment())).findings, HasSubstr(what)) << text;
  }
}

TEST(MapPropagationOptions, LayersWithoutNoiseAreForBackpropagationOnly) {
  const std::string text = "actor: {variances: [0, 0, 0.1]}";
  EXPECT_NE(read(text, context_of(small_environment()), Family::reinforce).findings, "");
  EXPECT_EQ(read(text, context_of(small_environment()), Family::backprop).findings, "");
}

TEST(MapPropagationOptions, TheOrderOfTheReferenceIsForOneEnvironment) {
  EXPECT_THAT(read("order: reference", context_of(small_environment(), 10, 2)).findings,
              HasSubstr("order: reference is for one environment; run.num_envs is 2"));
}

TEST(MapPropagationOptions, ATargetMustBeKnown) {
  EnvironmentSpec environment = with_real_actions(1.0);
  EXPECT_THAT(read("signal: target", context_of(environment, 1)).findings,
              HasSubstr("signal: Small does not tell the wanted action"));
  environment.wanted_action = [](const VectorView<double>&) { return 0.0; };
  const auto [options, findings] = read("signal: target", context_of(environment, 1));
  EXPECT_EQ(findings, "");
  EXPECT_EQ(options.signal, Signal::target);
}

TEST(MapPropagationOptions, PredictionsAreDifferentiatedAsSuch) {
  StochasticOptions options;
  EXPECT_EQ(actor_team(options).objective, Objective::log_probability);
  EXPECT_EQ(critic_team(options).objective, Objective::mean);
  options.signal = Signal::target;
  EXPECT_EQ(actor_team(options).objective, Objective::mean);
}

TEST(MapPropagationOptions, UnboundedActionsCannotBeScaled) {
  const EnvironmentSpec unbounded = with_real_actions(std::numeric_limits<double>::infinity());
  EXPECT_THAT(read("{}", context_of(unbounded)).findings,
              HasSubstr("action_scaling: the actions of Small are unbounded; allowed: raw"));
  EXPECT_THAT(read("action_scaling: reference", context_of(unbounded)).findings, HasSubstr("allowed: raw"));
  EXPECT_EQ(read("action_scaling: raw", context_of(unbounded)).findings, "");
  EXPECT_EQ(read("{}", context_of(with_real_actions(2.0))).findings, "");
}

}  // namespace
}  // namespace rlrun::learners::map_propagation
