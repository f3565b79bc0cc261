#include "lib/learners/rgrl/registration.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/learners/config_fixtures.hpp"
#include "tests/unit/learners/rgrl_fixtures.hpp"

namespace rlrun::learners {
namespace {
using testing::HasSubstr;

config::LearnerContext small_context() {
  config::LearnerContext context;
  context.environment = small_environment();
  context.num_envs = 2;
  context.time_limit = 5;
  return context;
}

auto configure(const std::string& keys, const config::LearnerContext& context) {
  config::LearnerRegistry registry;
  register_rgrl(registry);
  return read_text("{state_encoder: {name: sigmoid}" + keys + "}",
                   [&](config::Reader& reader) { return registry.find("rgrl")->configure(reader, context); });
}

TEST(RgrlRegistration, MakesALearnerOfTheConfiguredPrecision) {
  config::LearnerContext context = small_context();
  const std::string keys = ", ensemble_size: 1, reward_encoder: {size: 3}";
  const auto single = configure(keys, context);
  EXPECT_EQ(single.findings, "");
  const auto learner = single.value(RngKey(1));
  EXPECT_EQ(learner->slot_schedule(), SlotSchedule::rest_until_group_ends);
  context.precision = config::Precision::double_;
  const auto wide_learner = configure(keys, context).value(RngKey(1));
  EXPECT_GT(saved(*wide_learner).size(), saved(*learner).size());
}

TEST(RgrlRegistration, TheLearnerActsInTheEnvironmentOfTheContext) {
  const auto learner = configure(", deduction: {iterations: 2}", small_context()).value(RngKey(1));
  const std::vector<Index> slots = {0, 1};
  const Matrix<double> observations = Matrix<double>::Constant(2, 2, 0.5);
  for (const Index slot : slots) learner->begin_episode(slot, slot, observations.col(slot));
  Matrix<double> actions = Matrix<double>::Constant(1, 2, -1.0);
  learner->act(observations, slots, actions);
  EXPECT_TRUE((actions.array() == 0.0 || actions.array() == 1.0).all()) << actions;
}

TEST(RgrlRegistration, RefusesAnIntervalThatIsNoMultipleOfTheEnvironments) {
  EXPECT_THAT(configure(", learning: {interval: 3}", small_context()).findings,
              HasSubstr("learning.interval: is 3, must be a multiple of run.num_envs, which is 2"));
  EXPECT_EQ(configure(", learning: {interval: 4}", small_context()).findings, "");
  EXPECT_EQ(configure(", learning: {interval: 3, mid_episode: true}", small_context()).findings, "");
}

TEST(RgrlRegistration, RefusesUnboundedActions) {
  config::LearnerContext context = small_context();
  constexpr double infinity = std::numeric_limits<double>::infinity();
  for (const auto& [low, high] : {std::pair(-infinity, 1.0), std::pair(-1.0, infinity)}) {
    context.environment.action_space =
        BoxSpace{.low = Vector<double>{{-1.0, low}}, .high = Vector<double>{{1.0, high}}};
    EXPECT_THAT(configure("", context).findings, HasSubstr("name: rgrl needs bounded actions; those of Small are"));
  }
  context.environment.action_space = rgrl::small_box();
  EXPECT_EQ(configure("", context).findings, "");
}

TEST(RgrlRegistration, ShowsAllFindingsAtOnce) {
  const std::string findings =
      configure(", learning: {interval: 3}, dropout: 2, reward_encoder: {size: 0}", small_context()).findings;
  for (const char* key : {"learning.interval", "dropout", "reward_encoder.size"}) {
    EXPECT_THAT(findings, HasSubstr(key));
  }
}

}  // namespace
}  // namespace rlrun::learners
