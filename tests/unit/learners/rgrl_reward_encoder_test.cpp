#include "lib/learners/rgrl/reward_encoder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "tests/unit/learners/config_fixtures.hpp"

namespace rlrun::learners::rgrl {
namespace {

using testing::HasSubstr;

/// An environment with a grade that has a key.
config::LearnerContext graded_context() {
  const auto read_nearness = [](config::Reader& reader) -> Grade {
    double width = 1.0;
    reader.read("width", width, config::Range::above(0), {"where the grade is 0"});
    return [width](const StepResult& step) { return std::max(0.0, 1.0 - std::abs(step.next_observation[0]) / width); };
  };
  config::LearnerContext context;
  context.environment = small_environment();
  context.grades = {{"nearness", {"how near the first entry is to 0", read_nearness}}};
  return context;
}

auto read_encoder(const std::string& text) {
  return read_text("reward_encoder: " + text,
                   [](config::Reader& reader) { return read_reward_encoder(reader, graded_context()); });
}

struct Outcome {
  double reward = 0.0;
  double first = 0.0, second = 0.0;  ///< of the observation after the step
  bool terminated = false, truncated = false;
};

/// Leading ones of the reward vector of four entries; fails where ones and zeros mix.
int ones(const std::string& text, const Outcome& outcome) {
  const auto [encoder, findings] = read_encoder(text);
  EXPECT_EQ(findings, "");
  EXPECT_EQ(encoder->size(), 4);
  Vector<double> vector = Vector<double>::Constant(4, 9.0);
  encoder->encode(
      {outcome.reward, Vector<double>{{outcome.first, outcome.second}}, outcome.terminated, outcome.truncated}, vector);
  const auto count = static_cast<Index>(vector.sum());
  EXPECT_TRUE((vector.head(count).array() == 1.0).all() && (vector.tail(4 - count).array() == 0.0).all()) << vector;
  return static_cast<int>(count);
}

TEST(RgrlRewardEncoder, AliveIsAllOnesUntilTheTaskEnds) {
  const std::string text = "{name: alive, size: 4}";
  EXPECT_EQ(ones(text, {}), 4);
  EXPECT_EQ(ones(text, {.terminated = true}), 0);
  EXPECT_EQ(ones(text, {.truncated = true}), 4);
}

TEST(RgrlRewardEncoder, AliveCanCountTheTimeLimitAsAFailure) {
  const std::string text = "{name: alive, size: 4, time_limit_fails: true}";
  EXPECT_EQ(ones(text, {}), 4);
  EXPECT_EQ(ones(text, {.terminated = true}), 0);
  EXPECT_EQ(ones(text, {.truncated = true}), 0);
}

TEST(RgrlRewardEncoder, GoalIsAllOnesWhereTheTaskEnds) {
  const std::string text = "{name: goal, size: 4}";
  EXPECT_EQ(ones(text, {.reward = 1.0}), 0);
  EXPECT_EQ(ones(text, {.terminated = true}), 4);
  EXPECT_EQ(ones(text, {.truncated = true}), 0);
}

TEST(RgrlRewardEncoder, GoalCanCountTheTimeLimitAsTheGoal) {
  const std::string text = "{name: goal, size: 4, time_limit_succeeds: true}";
  EXPECT_EQ(ones(text, {}), 0);
  EXPECT_EQ(ones(text, {.terminated = true}), 4);
  EXPECT_EQ(ones(text, {.truncated = true}), 4);
}

TEST(RgrlRewardEncoder, RewardIsTheThermometerOfTheReward) {
  const std::string text = "{name: reward, size: 4, low: -2, high: 2}";
  EXPECT_EQ(ones(text, {.reward = -3.0, .first = 9.0}), 0);
  EXPECT_EQ(ones(text, {.reward = -2.0}), 1);
  EXPECT_EQ(ones(text, {.reward = 0.5}), 3);
  EXPECT_EQ(ones(text, {.reward = 2.0, .terminated = true}), 4);
}

TEST(RgrlRewardEncoder, ObservationIsTheThermometerOfOneEntry) {
  const std::string text = "{name: observation, size: 4, index: 1, low: 0, high: 8}";
  EXPECT_EQ(ones(text, {.reward = 9.0, .first = 9.0, .second = 3.0}), 2);
  EXPECT_EQ(ones("{name: observation, size: 4, low: 0, high: 8}", {.first = 5.0, .second = 9.0}), 3);
}

TEST(RgrlRewardEncoder, AGradeOfTheEnvironmentIsItsThermometer) {
  const std::string text = "{name: nearness, size: 4, width: 2}";
  EXPECT_EQ(ones(text, {}), 4);
  EXPECT_EQ(ones(text, {.first = 0.6}), 3) << "grade 0.7";
  EXPECT_EQ(ones(text, {.first = 1.4}), 2) << "grade 0.3";
  EXPECT_EQ(ones(text, {.first = 2.5}), 0) << "grade 0";
}

TEST(RgrlRewardEncoder, DefaultsToAliveWithAHundredEntries) {
  const auto [encoder, findings] =
      read_text("{}", [](config::Reader& reader) { return read_reward_encoder(reader, graded_context()); });
  EXPECT_EQ(findings, "");
  EXPECT_EQ(encoder->size(), 100);
}

TEST(RgrlRewardEncoder, RefusesBadKeys) {
  EXPECT_THAT(read_encoder("{name: nearness, width: 0}").findings, HasSubstr("reward_encoder.width"));
  EXPECT_THAT(read_encoder("{name: alive, width: 1}").findings, HasSubstr("reward_encoder.width"));
  EXPECT_THAT(read_encoder("{name: observation, index: 2}").findings, HasSubstr("reward_encoder.index"));
  EXPECT_THAT(read_encoder("{name: reward, low: 1, high: 1}").findings, HasSubstr("must be above low"));
  EXPECT_THAT(read_encoder("{name: alive, size: 0}").findings, HasSubstr("reward_encoder.size"));
  EXPECT_THAT(read_encoder("{name: goal, time_limit_fails: true}").findings,
              HasSubstr("reward_encoder.time_limit_fails"));
  EXPECT_THAT(read_encoder("{name: nearnes}").findings, HasSubstr("did you mean \"nearness\""));
  EXPECT_THAT(read_encoder("{name: swing}").findings, HasSubstr("alive, goal, observation, reward, nearness"));
}

}  // namespace
}  // namespace rlrun::learners::rgrl
