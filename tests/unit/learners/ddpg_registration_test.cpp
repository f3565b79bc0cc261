#include "lib/learners/baselines/ddpg/registration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "lib/learners/baselines/ddpg/options.hpp"
#include "tests/unit/learners/config_fixtures.hpp"
#include "tests/unit/learners/state_fixtures.hpp"

namespace rlrun::learners {
namespace {

using testing::HasSubstr;

config::LearnerContext context_with(const ActionSpace& space) {
  config::LearnerContext context;
  context.environment = small_environment();
  context.environment.action_space = space;
  return context;
}

auto configure(const std::string& text, const config::LearnerContext& context) {
  config::LearnerRegistry registry;
  register_ddpg(registry);
  return read_text(text, [&](config::Reader& reader) { return registry.find("ddpg")->configure(reader, context); });
}

BoxSpace box(double low, double high) { return {.low = Vector<double>{{low}}, .high = Vector<double>{{high}}}; }

TEST(DdpgRegistration, MakesALearnerOfTheConfiguredPrecision) {
  config::LearnerContext context = context_with(box(-1.0, 1.0));
  const auto single = configure("{}", context);
  EXPECT_EQ(single.findings, "");
  const auto learner = single.value(RngKey(1));
  EXPECT_EQ(learner->slot_schedule(), SlotSchedule::reset_at_once);
  context.precision = config::Precision::double_;
  EXPECT_GT(saved(*configure("{}", context).value(RngKey(1))).size(), saved(*learner).size());
}

TEST(DdpgRegistration, RefusesDiscreteAndUnboundedActions) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  const std::string finding = "name: ddpg needs actions that are vectors within finite bounds; those of Small are not";
  EXPECT_THAT(configure("{}", context_with(DiscreteSpace{2})).findings, HasSubstr(finding));
  EXPECT_THAT(configure("{}", context_with(box(-1.0, infinity))).findings, HasSubstr(finding));
  EXPECT_THAT(configure("{}", context_with(box(-infinity, 1.0))).findings, HasSubstr(finding));
}

auto read(const std::string& text) {
  return read_text(text, [](config::Reader& reader) { return ddpg::read_options(reader); });
}

TEST(DdpgOptions, EveryKeyIsRead) {
  const auto [options, findings] = read(
      "{actor: {hidden: [10, 10], activation: tanh, output_bound: 0.5, optimiser: {learning_rate: 0.25}},"
      " critic: {hidden: [], action_layer: 0, activation: elu, output_bound: 0.1, optimiser: {name: sgd}},"
      " discount: 0.5, target_rate: 0.125, batch_size: 7, replay_capacity: 99, learning_starts: 8,"
      " updates_per_step: 3, reward_scale: 0.1, noise: {sigma: 0.75},"
      " sub_critics: {on: true, kind: quadratic, learning_rate: 0.5, discount: 0.25, target_rate: 0.75, "
      "phase_two_after: 6}}");
  EXPECT_EQ(findings, "");
  EXPECT_EQ(options.actor.hidden, (std::vector<Index>{10, 10}));
  EXPECT_EQ(options.actor.activation, nn::Activation::tanh);
  EXPECT_EQ(options.actor.output_bound, 0.5);
  EXPECT_EQ(options.actor.optimiser.learning_rate, 0.25);
  EXPECT_EQ(options.critic.hidden, std::vector<Index>{});
  EXPECT_EQ(options.action_layer, 0);
  EXPECT_EQ(options.critic.activation, nn::Activation::elu);
  EXPECT_EQ(options.critic.output_bound, 0.1);
  EXPECT_EQ(options.critic.optimiser.kind, nn::OptimiserKind::sgd);
  EXPECT_EQ(options.discount, 0.5);
  EXPECT_EQ(options.target_rate, 0.125);
  EXPECT_EQ(options.batch_size, 7);
  EXPECT_EQ(options.replay_capacity, 99);
  EXPECT_EQ(options.learning_starts, 8);
  EXPECT_EQ(options.updates_per_step, 3);
  EXPECT_EQ(options.reward_scale, 0.1);
  EXPECT_EQ(options.noise.sigma, 0.75);
  EXPECT_TRUE(options.sub_critics.on);
  EXPECT_EQ(options.sub_critics.kind, neuron_local::CriticKind::quadratic);
  EXPECT_EQ(options.sub_critics.learning_rate, 0.5);
  EXPECT_EQ(options.sub_critics.discount, 0.25);
  EXPECT_EQ(options.sub_critics.target_rate, 0.75);
  EXPECT_EQ(options.sub_critics.phase_two_after, 6);
}

TEST(DdpgOptions, RefusesAnActionLayerThatIsNotThere) {
  EXPECT_THAT(read("critic: {hidden: [8, 8], action_layer: 3}").findings, HasSubstr("critic.action_layer"));
  EXPECT_EQ(read("critic: {hidden: [8, 8], action_layer: 2}").findings, "");
}

TEST(DdpgOptions, RefusesPartsOfUnits) {
  EXPECT_THAT(read("actor: {hidden: [8, 2.5]}").findings, HasSubstr("actor.hidden: must hold whole numbers"));
}

TEST(DdpgRegistration, WatchesOnlineInOneEnvironmentOnly) {
  config::LearnerContext context = context_with(box(-1.0, 1.0));
  const std::string text = "sub_critics: {on: true, learning: online}";
  EXPECT_EQ(configure(text, context).findings, "");
  context.num_envs = 2;
  EXPECT_THAT(configure(text, context).findings, HasSubstr("sub_critics.learning: online is for one environment"));
}

}  // namespace
}  // namespace rlrun::learners
