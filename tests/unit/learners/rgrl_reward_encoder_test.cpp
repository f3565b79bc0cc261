#include "lib/learners/rgrl/reward_encoder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "tests/unit/learners/config_fixtures.hpp"

namespace rlrun::learners::rgrl {
namespace {

using testing::HasSubstr;

auto read_encoder(const std::string& text) {
  return read_text("reward_encoder: " + text,
                   [](config::Reader& reader) { return read_reward_encoder(reader, small_environment()); });
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

/// Leading ones for an environment with as many entries in its observations.
Index ones_of(const std::string& text, const Vector<double>& observation, double reward = 0.0,
              bool terminated = false) {
  EnvironmentSpec environment = small_environment();
  environment.observation_space.low.setConstant(observation.size(), -1.0);
  environment.observation_space.high.setConstant(observation.size(), 1.0);
  const auto [encoder, findings] = read_text(
      "reward_encoder: " + text, [&](config::Reader& reader) { return read_reward_encoder(reader, environment); });
  EXPECT_EQ(findings, "");
  Vector<double> vector(encoder->size());
  encoder->encode({reward, observation, terminated, false}, vector);
  return static_cast<Index>(vector.sum());
}

TEST(RgrlRewardEncoder, TipHeightIsThatOfAcrobot) {
  const auto ones_at = [](double angle1, double angle2) {
    return ones_of("{name: tip_height, size: 30}",
                   Vector<double>{{std::cos(angle1), std::sin(angle1), std::cos(angle2), std::sin(angle2), 0.5, -0.5}});
  };
  constexpr double right_angle = std::numbers::pi / 2.0;
  EXPECT_EQ(ones_at(0.0, 0.0), 1) << "both hang: -2";
  EXPECT_EQ(ones_at(right_angle, 1e-3), 21) << "both level: just above 0";
  EXPECT_EQ(ones_at(-right_angle, right_angle + 1e-3), 11) << "the second hangs: just above -1";
  EXPECT_EQ(ones_at(2.0 * right_angle, 2.0 * right_angle + 0.1), 21) << "up and down again: just above 0";
  EXPECT_EQ(ones_at(2.0 * right_angle, 0.0), 30) << "both up: 2";
}

TEST(RgrlRewardEncoder, SwingIsTheRootOfTheCarsEnergy) {
  const std::string text = "{name: swing, size: 10}";
  constexpr double bottom = -std::numbers::pi / 6.0;
  EXPECT_EQ(ones_of(text, Vector<double>{{bottom, 0.0}}), 1);
  EXPECT_EQ(ones_of(text, Vector<double>{{bottom, -0.03175}}), 6) << "0.55 of the way by speed";
  EXPECT_EQ(ones_of(text, Vector<double>{{0.0, 0.0}}), 8) << "half the height: 0.707";
  EXPECT_EQ(ones_of(text, Vector<double>{{bottom, 0.07}}), 10) << "more than the hill needs";
  EXPECT_EQ(ones_of(text, Vector<double>{{0.0, 0.0}}, -1.0, true), 10) << "at the flag";
}

TEST(RgrlRewardEncoder, LandingIsThePotentialOfTheLandersReward) {
  const std::string text = "{name: landing, size: 25, low: -250, high: 0}";
  const Vector<double> still = Vector<double>::Zero(8);
  EXPECT_EQ(ones_of(text, still), 25);
  EXPECT_EQ(ones_of(text, Vector<double>{{0.3, -0.4, 0.0, 0.0, 0.05, 9.0, 0.0, 0.0}}), 20) << "-55";
  EXPECT_EQ(ones_of(text, Vector<double>{{0.3, -0.4, -0.6, 0.8, -0.55, 9.0, 0.0, 0.0}}), 5) << "-205";
  EXPECT_EQ(ones_of(text, Vector<double>{{0.3, -0.4, -0.6, 0.8, -0.55, 9.0, 1.0, 1.0}}), 7) << "-185";
  EXPECT_EQ(ones_of(text, still, -100.0, true), 0) << "crashed";
  EXPECT_EQ(ones_of(text, Vector<double>::Constant(8, -0.9), 100.0, true), 25) << "at rest";
}

TEST(RgrlRewardEncoder, GlideIsTheDistanceToTheTargetsOfTheLandersController) {
  const std::string text = "{name: glide, size: 20}";
  const Vector<double> still = Vector<double>::Zero(8);
  EXPECT_EQ(ones_of(text, still), 20);
  EXPECT_EQ(ones_of(text, Vector<double>{{0.2, 0.61, 0.1, -0.5, 0.2, 0.0, 0.0, 0.0}}, -0.3), 20) << "leans back, sinks";
  EXPECT_EQ(ones_of(text, Vector<double>{{0.2, 0.61, 0.1, -0.5, 0.2, 0.11, 0.0, 0.0}}), 18) << "turns: 0.22 off";
  EXPECT_EQ(ones_of(text, Vector<double>{{0.2, 0.61, 0.1, -0.54, 0.2, -2.0, 0.0, 0.0}}), 10) << "no error is above 1";
  EXPECT_EQ(ones_of(text, Vector<double>{{0.2, 0.61, 0.1, -0.22, 0.2, 0.0, 0.0, 0.0}}), 18) << "sinks slowly: 0.14 off";
  EXPECT_EQ(ones_of(text, Vector<double>{{0.0, 0.0, 3.0, 0.0, 0.4, 0.0, 0.0, 0.0}}), 20) << "leans no further";
  EXPECT_EQ(ones_of(text, Vector<double>{{0.2, 0.61, 0.1, 0.0, 0.0, 0.0, 1.0, 0.0}}), 20) << "a leg on the ground";
  EXPECT_EQ(ones_of(text, Vector<double>{{0.2, 0.61, 0.1, -0.3, 0.11, 0.0, 0.0, 1.0}}), 16) << "0.15 and 0.055 off";
  EXPECT_EQ(ones_of(text, Vector<double>{{0.2, 0.61, 0.1, 0.0, 0.0, 0.0, 1.0, 1.0}}, -0.09), 16) << "spends fuel";
  EXPECT_EQ(ones_of(text, Vector<double>{{0.2, 0.61, 0.1, 0.0, 0.05, 0.0, 1.0, 1.0}}, -0.3), 10)
      << "no error is above 1";
  EXPECT_EQ(ones_of(text, Vector<double>{{0.2, 0.61, 0.1, 0.0, 0.0, 0.0, 1.0, 1.0}}, 0.3), 20) << "earns";
  EXPECT_EQ(ones_of(text, still, -100.0, true), 0) << "crashed";
  EXPECT_EQ(ones_of(text, Vector<double>::Constant(8, -0.9), 100.0, true), 20) << "at rest";
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

TEST(RgrlRewardEncoder, MarginIsTheDistanceToTheNearestLimit) {
  const std::string text = "{name: margin, size: 4, limits: [2, 1]}";
  EXPECT_EQ(ones(text, {}), 4);
  EXPECT_EQ(ones(text, {.first = 0.8}), 3);                  // level 0.6
  EXPECT_EQ(ones(text, {.first = -0.8, .second = 0.9}), 1);  // level 0.1
  EXPECT_EQ(ones(text, {.first = 0.1, .second = -0.6}), 2);  // level 0.4
  EXPECT_EQ(ones(text, {.first = 2.5}), 0);                  // beyond a limit
  EXPECT_EQ(ones(text, {.terminated = true}), 0);
  EXPECT_EQ(ones("{name: margin, size: 4, limits: [0, 1]}", {.first = 50.0}), 4) << "a limit of 0 leaves the entry out";
}

TEST(RgrlRewardEncoder, LinearIsTheNearnessOfACombinationToZero) {
  const std::string text = "{name: linear, size: 4, weights: [1, -0.5], width: 2}";
  EXPECT_EQ(ones(text, {}), 4);
  EXPECT_EQ(ones(text, {.first = 3.0, .second = 6.0}), 4);
  EXPECT_EQ(ones(text, {.first = 0.6}), 3);   // level 0.7
  EXPECT_EQ(ones(text, {.second = 2.8}), 2);  // level 0.3
  EXPECT_EQ(ones(text, {.first = 2.5}), 0);   // beyond the width
  EXPECT_EQ(ones(text, {.terminated = true}), 0);
}

TEST(RgrlRewardEncoder, DefaultsToAliveWithAHundredEntries) {
  const auto [encoder, findings] =
      read_text("{}", [](config::Reader& reader) { return read_reward_encoder(reader, small_environment()); });
  EXPECT_EQ(findings, "");
  EXPECT_EQ(encoder->size(), 100);
}

TEST(RgrlRewardEncoder, RefusesBadKeys) {
  EXPECT_THAT(read_encoder("{name: margin, limits: [1]}").findings,
              HasSubstr("reward_encoder.limits: needs 2 numbers"));
  EXPECT_THAT(read_encoder("{name: margin, limits: [1, -1]}").findings, HasSubstr("reward_encoder.limits[1]"));
  EXPECT_THAT(read_encoder("{name: linear}").findings, HasSubstr("reward_encoder.weights: needs 2 numbers"));
  EXPECT_THAT(read_encoder("{name: linear, weights: [1, 2], width: 0}").findings, HasSubstr("reward_encoder.width"));
  EXPECT_THAT(read_encoder("{name: observation, index: 2}").findings, HasSubstr("reward_encoder.index"));
  EXPECT_THAT(read_encoder("{name: reward, low: 1, high: 1}").findings, HasSubstr("must be above low"));
  EXPECT_THAT(read_encoder("{name: alive, size: 0}").findings, HasSubstr("reward_encoder.size"));
  EXPECT_THAT(read_encoder("{name: goal, time_limit_fails: true}").findings,
              HasSubstr("reward_encoder.time_limit_fails"));
  EXPECT_THAT(read_encoder("{name: tip_height}").findings,
              HasSubstr("reward_encoder.name: reads the observations of Acrobot-v1; those of Small are others"));
  EXPECT_THAT(read_encoder("{name: landing}").findings, HasSubstr("reward_encoder.name: reads the observations"));
  EXPECT_THAT(read_encoder("{name: glide}").findings, HasSubstr("reward_encoder.name: reads the observations"));
  EXPECT_THAT(read_encoder("{name: aliv}").findings, HasSubstr("did you mean \"alive\""));
}

}  // namespace
}  // namespace rlrun::learners::rgrl
