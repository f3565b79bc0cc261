#include "lib/learners/reinforcement_modified/options.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/learners/config_fixtures.hpp"

namespace rlrun::learners::reinforcement_modified {
namespace {

using testing::HasSubstr;

auto read(const std::string& text, const EnvironmentSpec& environment = small_environment(), long time_limit = 10) {
  const config::LearnerContext context = {.environment = environment, .time_limit = time_limit};
  return read_text(text, [&](config::Reader& reader) { return read_options(reader, context); });
}

ReinforcementModifiedOptions good(const std::string& text, long time_limit = 10) {
  const auto [options, findings] = read(text, small_environment(), time_limit);
  EXPECT_EQ(findings, "") << text;
  return options;
}

TEST(ReinforcementModifiedOptions, DefaultsOfTheGeneratorAreThoseOfTheSpecification) {
  const DesiredOutputOptions options = good("{}").scores.desired_output;
  EXPECT_EQ(options.ceiling, 0.9);
  EXPECT_EQ(options.floor, 0.1);
  EXPECT_EQ(options.margin, 0.05);
}

TEST(ReinforcementModifiedOptions, ByDefaultItIsPlainBackPropagationOnSigmoidUnits) {
  const ReinforcementModifiedOptions options = good("{}");
  EXPECT_EQ(options.scores.scaling, Scaling::none);
  EXPECT_EQ(options.scores.encoder.kind, EncoderKind::none);
  EXPECT_EQ(options.scores.network.hidden_activation, nn::Activation::sigmoid);
  EXPECT_EQ(options.scores.network.loss, nn::Loss::mse);
  EXPECT_EQ(options.scores.network.optimiser.kind, nn::OptimiserKind::sgd);
  EXPECT_EQ(options.scores.network.optimiser.momentum, 0.0);
  EXPECT_EQ(options.learner.selection.kind, Selection::proportional);
  EXPECT_EQ(options.learner.lessons.batch_size, 1);
  EXPECT_EQ(options.learner.lessons.passes, 1);
  EXPECT_EQ(options.learner.memory.episodes, 0);
}

TEST(ReinforcementModifiedOptions, ActionsOfOneStepTasksAreJudgedAtOnce) {
  EXPECT_EQ(good("{}", 1).learner.reinforcement.timing, Timing::immediate);
  EXPECT_EQ(good("{}", 10).learner.reinforcement.timing, Timing::trace);
  EXPECT_EQ(good("reinforcement: {timing: immediate}", 10).learner.reinforcement.timing, Timing::immediate);
}

TEST(ReinforcementModifiedOptions, EveryKeyOfTheScoresIsRead) {
  const NetworkScoresOptions options =
      good(
          "{input: {scaling: range, low: [0, -2], high: [4, 2]}, "
          "encoder: {kind: rbm, units: 7, learning_rate: 0.125, weight_range: 0.25, training_inputs: 99, steps: 3, "
          "visible: binary}, "
          "network: {hidden_units: 9, hidden_activation: tanh, weight_range: 0.75, loss: bce, "
          "optimiser: {name: sgd, learning_rate: 2, momentum: 0.5}}, "
          "desired_output: {reward_step: 0.125, punish_step: 0.375, spread_step: 0.625, ceiling: 0.875, floor: 0.25, "
          "margin: 0.03125}}")
          .scores;
  EXPECT_EQ(options.scaling, Scaling::range);
  EXPECT_EQ(options.range.low, (Vector<double>{{0.0, -2.0}}));
  EXPECT_EQ(options.range.high, (Vector<double>{{4.0, 2.0}}));
  EXPECT_EQ(options.encoder.kind, EncoderKind::rbm);
  EXPECT_EQ(options.encoder.units, 7);
  EXPECT_EQ(options.encoder.learning_rate, 0.125);
  EXPECT_EQ(options.encoder.weight_range, 0.25);
  EXPECT_EQ(options.encoder.training_inputs, 99);
  EXPECT_EQ(options.encoder.steps, 3);
  EXPECT_EQ(options.encoder.visible, Visible::binary);
  EXPECT_EQ(options.network.hidden_units, 9);
  EXPECT_EQ(options.network.hidden_activation, nn::Activation::tanh);
  EXPECT_EQ(options.network.weight_range, 0.75);
  EXPECT_EQ(options.network.loss, nn::Loss::bce);
  EXPECT_EQ(options.network.optimiser.learning_rate, 2.0);
  EXPECT_EQ(options.network.optimiser.momentum, 0.5);
  EXPECT_EQ(options.desired_output.reward_step, 0.125);
  EXPECT_EQ(options.desired_output.punish_step, 0.375);
  EXPECT_EQ(options.desired_output.spread_step, 0.625);
  EXPECT_EQ(options.desired_output.ceiling, 0.875);
  EXPECT_EQ(options.desired_output.floor, 0.25);
  EXPECT_EQ(options.desired_output.margin, 0.03125);
}

TEST(ReinforcementModifiedOptions, EveryKeyOfTheLearnerIsRead) {
  const LearnerOptions options =
      good(
          "{selection: {kind: softmax, temperature: 0.25}, "
          "reinforcement: {timing: trace, gain: 2, offset: -0.5, limit: 3, window: 17, decay: 0.75, outcome: rewards, "
          "baseline: none, scale: deviation, baseline_rate: 0.125, termination: -1, truncation: 1}, "
          "learning: {batch_size: 16, passes: 4, order: shuffled}, memory: {episodes: 12, reinforcement: 0.5}}")
          .learner;
  EXPECT_EQ(options.selection.kind, Selection::softmax);
  EXPECT_EQ(options.selection.temperature, 0.25);
  EXPECT_EQ(options.reinforcement.timing, Timing::trace);
  EXPECT_EQ(options.reinforcement.gain, 2.0);
  EXPECT_EQ(options.reinforcement.offset, -0.5);
  EXPECT_EQ(options.reinforcement.limit, 3.0);
  EXPECT_EQ(options.reinforcement.window, 17);
  EXPECT_EQ(options.reinforcement.decay, 0.75);
  EXPECT_EQ(options.reinforcement.outcome, Outcome::rewards);
  EXPECT_EQ(options.reinforcement.baseline, Baseline::none);
  EXPECT_EQ(options.reinforcement.scale, Scale::deviation);
  EXPECT_EQ(options.reinforcement.baseline_rate, 0.125);
  EXPECT_EQ(options.reinforcement.termination, -1.0);
  EXPECT_EQ(options.reinforcement.truncation, 1.0);
  EXPECT_EQ(options.lessons.batch_size, 16);
  EXPECT_EQ(options.lessons.passes, 4);
  EXPECT_EQ(options.lessons.order, LessonOrder::shuffled);
  EXPECT_EQ(options.memory.episodes, 12);
  EXPECT_EQ(options.memory.reinforcement, 0.5);
}

TEST(ReinforcementModifiedOptions, AnEncoderThatLearnsFirstHasNoOtherEndOfItsLearning) {
  EXPECT_EQ(good("encoder: {kind: rbm}").scores.encoder.pretraining_samples, 0);
  EXPECT_EQ(good("encoder: {kind: rbm, pretraining_samples: 70}").scores.encoder.pretraining_samples, 70);
  EXPECT_THAT(read("encoder: {kind: rbm, pretraining_samples: 70, training_inputs: 99}").findings,
              HasSubstr("encoder.training_inputs: unknown key"));
}

TEST(ReinforcementModifiedOptions, AdamHasItsOwnKeys) {
  const nn::OptimiserOptions options =
      good("network: {optimiser: {name: adam, beta1: 0.5, beta2: 0.75}}").scores.network.optimiser;
  EXPECT_EQ(options.kind, nn::OptimiserKind::adam);
  EXPECT_EQ(options.beta1, 0.5);
  EXPECT_EQ(options.beta2, 0.75);
}

TEST(ReinforcementModifiedOptions, WhatIsWrongIsSaidAtItsKey) {
  for (const auto& [text, what] :
       {std::pair<const char*, const char*>("desired_output: {reward_step: 1.5}", "desired_output.reward_step"),
        {"desired_output: {punish_step: -1}", "desired_output.punish_step"},
        {"desired_output: {spread_step: 2}", "desired_output.spread_step"},
        {"desired_output: {ceiling: 2}", "desired_output.ceiling"},
        {"desired_output: {floor: -0.1}", "desired_output.floor"},
        {"desired_output: {floor: 0.9}", "desired_output.floor: is not below the ceiling"},
        {"desired_output: {margin: -1}", "desired_output.margin"},
        {"selection: {kind: greedy}", "selection.kind"},
        {"selection: {temperature: 1}", "selection.temperature: unknown key"},
        {"selection: {kind: softmax, temperature: 0}", "selection.temperature"},
        {"reinforcement: {timing: late}", "reinforcement.timing"},
        {"reinforcement: {timing: immediate, window: 5}", "reinforcement.window: unknown key"},
        {"reinforcement: {window: 0}", "reinforcement.window"},
        {"reinforcement: {decay: 1.5}", "reinforcement.decay"},
        {"reinforcement: {outcome: start}", "reinforcement.outcome"},
        {"reinforcement: {baseline: median}", "reinforcement.baseline"},
        {"reinforcement: {baseline: none, baseline_rate: 0.5}", "reinforcement.baseline_rate: unknown key"},
        {"reinforcement: {baseline_rate: 0}", "reinforcement.baseline_rate"},
        {"reinforcement: {scale: range}", "reinforcement.scale"},
        {"reinforcement: {gain: .inf}", "reinforcement.gain"},
        {"reinforcement: {offset: .nan}", "reinforcement.offset"},
        {"reinforcement: {limit: 0}", "reinforcement.limit"},
        {"learning: {batch_size: 0}", "learning.batch_size"},
        {"learning: {passes: 0}", "learning.passes"},
        {"learning: {order: random}", "learning.order"},
        {"memory: {episodes: -1}", "memory.episodes"},
        {"memory: {reinforcement: .nan}", "memory.reinforcement"},
        {"{reinforcement: {timing: immediate}, memory: {episodes: 1}}", "memory: unknown key"},
        {"input: {low: [0, 0]}", "input.low: unknown key"},
        {"input: {scaling: range, low: [0]}", "input.low: has 1 numbers; allowed: one for each of the 2 inputs"},
        {"input: {scaling: range, high: [0, -1]}", "input.low: is not below high in every input"},
        {"input: {scaling: log}", "input.scaling"},
        {"encoder: {units: 3}", "encoder.units: unknown key"},
        {"encoder: {kind: autoencoder, units: 0}", "encoder.units"},
        {"encoder: {kind: autoencoder, steps: 1}", "encoder.steps: unknown key"},
        {"encoder: {kind: autoencoder, learning_rate: 0}", "encoder.learning_rate"},
        {"encoder: {kind: autoencoder, weight_range: -1}", "encoder.weight_range"},
        {"encoder: {kind: autoencoder, training_inputs: -1}", "encoder.training_inputs"},
        {"encoder: {kind: autoencoder, pretraining_samples: -1}", "encoder.pretraining_samples"},
        {"encoder: {kind: rbm, steps: 0}", "encoder.steps"},
        {"encoder: {kind: rbm, visible: real}", "encoder.visible"},
        {"network: {hidden_units: 0}", "network.hidden_units"},
        {"network: {hidden_activation: relu}", "network.hidden_activation"},
        {"network: {weight_range: -1}", "network.weight_range"},
        {"network: {loss: hinge}", "network.loss"},
        {"network: {optimiser: {name: lbfgs}}", "network.optimiser.name"},
        {"network: {optimiser: {learning_rate: 0}}", "network.optimiser.learning_rate"},
        {"network: {optimiser: {momentum: 1}}", "network.optimiser.momentum"},
        {"network: {optimiser: {name: adam, momentum: 0.5}}", "network.optimiser.momentum: unknown key"},
        {"network: {optimiser: {name: adam, beta1: 1}}", "network.optimiser.beta1"},
        {"network: {optimiser: {name: adam, beta2: 1}}", "network.optimiser.beta2"}}) {
    EXPECT_THAT(read(text).findings, HasSubstr(what)) << text;
  }
}

TEST(ReinforcementModifiedOptions, NeedDiscreteActions) {
  EnvironmentSpec environment = small_environment();
  environment.action_space = BoxSpace{.low = Vector<double>{{-1.0}}, .high = Vector<double>{{1.0}}};
  EXPECT_THAT(read("{}", environment).findings, HasSubstr("Small has no discrete actions to choose from"));
  environment.action_space = DiscreteSpace{.count = 1};
  EXPECT_THAT(read("{}", environment).findings, HasSubstr("Small has no discrete actions to choose from"));
}

TEST(ReinforcementModifiedOptions, InputsWithoutLimitsNeedARange) {
  EnvironmentSpec environment = small_environment();
  environment.observation_space.low[0] = -std::numeric_limits<double>::infinity();
  EXPECT_EQ(read("{}", environment).findings, "");
  EXPECT_THAT(read("input: {scaling: range}", environment).findings, HasSubstr("input.low"));
  EXPECT_EQ(read("input: {scaling: range, low: [-2, -1]}", environment).findings, "");
}

}  // namespace
}  // namespace rlrun::learners::reinforcement_modified
