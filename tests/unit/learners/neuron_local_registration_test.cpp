#include "lib/learners/neuron_local/registration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "lib/learners/neuron_local/options.hpp"
#include "tests/unit/learners/config_fixtures.hpp"
#include "tests/unit/learners/state_fixtures.hpp"

namespace rlrun::learners {
namespace {

using namespace neuron_local;
using testing::HasSubstr;

auto configure(const std::string& text, const config::LearnerContext& context) {
  config::LearnerRegistry registry;
  register_neuron_local(registry);
  return read_text(text,
                   [&](config::Reader& reader) { return registry.find("neuron_local")->configure(reader, context); });
}

config::LearnerContext context_with(const ActionSpace& space) {
  config::LearnerContext context;
  context.environment = small_environment();
  context.environment.action_space = space;
  return context;
}

TEST(NeuronLocalRegistration, MakesALearnerOfTheConfiguredPrecision) {
  config::LearnerContext context = context_with(DiscreteSpace{2});
  const auto single = configure("{}", context);
  EXPECT_EQ(single.findings, "");
  const auto learner = single.value(RngKey(1));
  EXPECT_EQ(learner->slot_schedule(), SlotSchedule::reset_at_once);
  context.precision = config::Precision::double_;
  EXPECT_GT(saved(*configure("{}", context).value(RngKey(1))).size(), saved(*learner).size());
}

TEST(NeuronLocalRegistration, RefusesUnboundedActions) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const BoxSpace box = {.low = Vector<double>{{-1.0}}, .high = Vector<double>{{infinity}}};
  EXPECT_THAT(configure("{}", context_with(box)).findings, HasSubstr("name: neuron_local needs discrete actions or"));
}

auto read(const std::string& text) {
  return read_text(text, [](config::Reader& reader) { return neuron_local::read_options(reader); });
}

NeuronLocalOptions good(const std::string& text) {
  const auto [options, findings] = read(text);
  EXPECT_EQ(findings, "") << text;
  return options;
}

TEST(NeuronLocalOptions, EveryKeyOfTheActorIsRead) {
  const ActorOptions options = good(
                                   "actor: {hidden: [3, 2], activation: relu, learning_rate: 0.5, hidden_rate: 0.25, "
                                   "final_share: 0.125, decay_steps: 9, optimiser: adam, clip: 2, hidden_gain: 1.5, "
                                   "output_bound: 0.1, natural: false, freeze_hidden: true}")
                                   .actor;
  EXPECT_EQ(options.hidden, (std::vector<Index>{3, 2}));
  EXPECT_EQ(options.activation, nn::Activation::relu);
  EXPECT_EQ(options.learning_rate, 0.5);
  EXPECT_EQ(options.hidden_rate, 0.25);
  EXPECT_EQ(options.final_share, 0.125);
  EXPECT_EQ(options.decay_steps, 9);
  EXPECT_EQ(options.optimiser, nn::OptimiserKind::adam);
  EXPECT_EQ(options.clip, 2.0);
  EXPECT_EQ(options.hidden_gain, 1.5);
  EXPECT_EQ(options.output_bound, 0.1);
  EXPECT_FALSE(options.natural);
  EXPECT_TRUE(options.freeze_hidden);
}

TEST(NeuronLocalOptions, EveryKeyOfTheCriticIsRead) {
  const CriticOptions options =
      good(
          "critic: {kind: compatible, value_features: quadratic, learning_rate: 0.5, "
          "value_rate: 0.25, optimiser: adam, clip: 3, overshoot: 2, bound: 7, normalise: true}")
          .critic;
  EXPECT_EQ(options.kind, CriticKind::compatible);
  EXPECT_EQ(options.value_features, ValueFeatures::quadratic);
  EXPECT_EQ(options.learning_rate, 0.5);
  EXPECT_EQ(options.value_rate, 0.25);
  EXPECT_EQ(options.optimiser, nn::OptimiserKind::adam);
  EXPECT_EQ(options.clip, 3.0);
  EXPECT_EQ(options.overshoot, 2.0);
  EXPECT_EQ(options.bound, 7.0);
  EXPECT_TRUE(options.normalise);
}

TEST(NeuronLocalOptions, EveryOtherKeyIsRead) {
  const NeuronLocalOptions options = good(
      "{exploration: {sigma: 0.5, hidden_sigma: 0.25, fraction: 0.125, outputs_always: false, scope: episode}, "
      "learning: replay,"
      " replay: {batch_size: 3, capacity: 40, learning_starts: 5, updates_per_step: 2},"
      " readout: {discrete: sign, temperature: 2, activation: identity},"
      " discount: 0.5, target_rate: 0.75, reward_scale: 0.1}");
  EXPECT_EQ(options.exploration.noise.sigma, 0.5);
  EXPECT_EQ(options.exploration.hidden_sigma, 0.25);
  EXPECT_EQ(options.exploration.fraction, 0.125);
  EXPECT_FALSE(options.exploration.outputs_always);
  EXPECT_EQ(options.exploration.scope, ExplorationScope::episode);
  EXPECT_EQ(options.learning, Learning::replay);
  EXPECT_EQ(options.replay.batch_size, 3);
  EXPECT_EQ(options.replay.capacity, 40);
  EXPECT_EQ(options.replay.learning_starts, 5);
  EXPECT_EQ(options.replay.updates_per_step, 2);
  EXPECT_EQ(options.readout.discretisation, Discretisation::sign);
  EXPECT_EQ(options.readout.temperature, 2.0);
  EXPECT_EQ(options.readout.activation, nn::Activation::identity);
  EXPECT_EQ(options.discount, 0.5);
  EXPECT_EQ(options.target_rate, 0.75);
  EXPECT_EQ(options.reward_scale, 0.1);
  EXPECT_EQ(good("trace_decay: 0.5").trace_decay, 0.5);
}

TEST(NeuronLocalOptions, TheNaturalGradientBelongsToCompatibleCritics) {
  EXPECT_TRUE(good("{}").actor.natural);
  EXPECT_FALSE(good("critic: {kind: linear}").actor.natural);
  EXPECT_THAT(read("{critic: {kind: quadratic}, actor: {natural: true}}").findings,
              HasSubstr("actor.natural: needs critic.kind: compatible"));
}

TEST(NeuronLocalOptions, RefusesTracesWithReplay) {
  EXPECT_THAT(read("{learning: replay, trace_decay: 0.5}").findings, HasSubstr("trace_decay: must be 0"));
  EXPECT_THAT(read("{learning: replay, critic: {overshoot: 2}}").findings, HasSubstr("critic.overshoot: must be 0"));
}

TEST(NeuronLocalOptions, RefusesActivationsOfSeveralNeurons) {
  EXPECT_THAT(read("actor: {activation: softmax}").findings, HasSubstr("actor.activation: must be"));
  EXPECT_THAT(read("readout: {activation: log_softmax}").findings, HasSubstr("readout.activation: must be"));
}

}  // namespace
}  // namespace rlrun::learners
