#include <gmock/gmock.h>

#include "envs/lunar_lander/registration.hpp"
#include "tests/unit/envs/graded_step.hpp"

namespace rlrun::envs {
namespace {

using testing::HasSubstr;

constexpr double tolerance = 1e-12;
const Vector<double> still = Vector<double>::Zero(8);

ConfiguredGrade grade(const std::string& name, const std::string& text = "{}") {
  return {registered(register_lunar_lander, "LunarLanderLite-v2"), name, text};
}

TEST(LunarLanderGrades, LandingIsThePotentialOfTheReward) {
  const auto landing = grade("landing", "{low: -250, high: 0}");
  EXPECT_EQ(landing(still), 1.0);
  EXPECT_NEAR(landing(Vector<double>{{0.3, -0.4, 0.0, 0.0, 0.05, 9.0, 0.0, 0.0}}), 195.0 / 250.0, tolerance);
  EXPECT_NEAR(landing(Vector<double>{{0.3, -0.4, -0.6, 0.8, -0.55, 9.0, 0.0, 0.0}}), 45.0 / 250.0, tolerance);
  EXPECT_NEAR(landing(Vector<double>{{0.3, -0.4, -0.6, 0.8, -0.55, 9.0, 1.0, 1.0}}), 65.0 / 250.0, tolerance);
  EXPECT_EQ(landing(Vector<double>{{3.0, -4.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0}}), 0.0) << "below low";
  EXPECT_EQ(landing(still, {.reward = -100.0, .terminated = true}), 0.0) << "crashed";
  EXPECT_EQ(landing(Vector<double>::Constant(8, -0.9), {.reward = 100.0, .terminated = true}), 1.0) << "at rest";
  EXPECT_THAT(grade("landing", "{low: 1, high: 1}").findings(), HasSubstr("high: must be above low"));
}

TEST(LunarLanderGrades, GlideIsTheDistanceToTheTargetsOfTheControllerInFlight) {
  const auto glide = grade("glide");
  const auto at = [&](double vy, double angle, double turn) {
    return glide(Vector<double>{{0.2, 0.61, 0.1, vy, angle, turn, 0.0, 0.0}}, {.reward = -0.3});
  };
  EXPECT_EQ(glide(still), 1.0);
  EXPECT_NEAR(at(-0.5, 0.2, 0.0), 1.0, tolerance) << "leans back and sinks as it should";
  EXPECT_NEAR(at(-0.5, 0.2, 0.11), 0.89, tolerance) << "turns: 0.11 of 0.5 off";
  EXPECT_NEAR(at(-0.54, 0.2, -2.0), 0.48, tolerance) << "no error is above 1";
  EXPECT_NEAR(at(-0.22, 0.2, 0.0), 0.86, tolerance) << "sinks slowly: 0.14 of 0.5 off";
  EXPECT_NEAR(glide(Vector<double>{{0.0, 0.0, 3.0, 0.0, 0.4, 0.0, 0.0, 0.0}}), 1.0, tolerance) << "leans no further";
  EXPECT_GT(at(3.0, -2.0, 0.0), 0.0) << "as far off as can be, yet better than crashed";
  EXPECT_LT(at(3.0, -2.0, 0.0), 1e-9);
  EXPECT_EQ(glide(still, {.reward = -100.0, .terminated = true}), 0.0) << "crashed";
  EXPECT_EQ(glide(Vector<double>::Constant(8, -0.9), {.reward = 100.0, .terminated = true}), 1.0) << "at rest";
}

TEST(LunarLanderGrades, GlideAsksForStillnessOnTheGround) {
  const auto glide = grade("glide");
  const auto at = [&](double vy, double angle, double reward) {
    return glide(Vector<double>{{0.2, 0.61, 0.1, vy, angle, 0.0, 0.0, 1.0}}, {.reward = reward});
  };
  EXPECT_EQ(at(0.0, 0.0, 0.3), 1.0) << "it earns";
  EXPECT_NEAR(at(-0.3, 0.11, 0.0), 1.0 - (0.3 + 0.11) / 2.0, tolerance) << "0.15 and 0.055 of 0.5 off";
  EXPECT_NEAR(at(0.0, 0.0, -0.09), 1.0 - 0.45 / 2.0, tolerance) << "spends fuel";
  EXPECT_NEAR(at(0.0, 0.05, -0.3), 1.0 - (0.05 + 1.0) / 2.0, tolerance) << "no error is above 1";
}

}  // namespace
}  // namespace rlrun::envs
