#include "envs/lunar_lander/foot_impulse.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace rlrun::envs::lunar_lander {
namespace {

const Parameters parameters;
const Leg extended = {.angle = 0.35, .torque = 42.0};

/// Below a craft of 5 kg, on a leg that lifts the foot by 0.86 m and moves it outwards by 0.6 m a radian.
const Foot foot = {.response = {.xx = 0.6, .xy = 0.3, .yy = 1.0}, .mass = 0.02, .fold = {0.6, 0.86}};

Vec2 velocity_after(Vec2 velocity, const FootReaction& reaction) {
  const Vec2 impulse = reaction.impulse;
  const Symmetric2& response = foot.response;
  return velocity + reaction.motion.rate * foot.fold +
         Vec2{response.xx * impulse.x + response.xy * impulse.y, response.xy * impulse.x + response.yy * impulse.y};
}

TEST(LunarLanderFoot, LeavesTheGroundWithoutAnImpulse) {
  const FootReaction reaction = react(foot, {0.0, 0.5}, extended, parameters);
  EXPECT_EQ(reaction.impulse.y, 0.0);
  EXPECT_EQ(reaction.motion.rate, 0.0) << "at its stop the leg stays where it is";
}

TEST(LunarLanderFoot, StandsOnItsStopUnderALightLoad) {
  const FootReaction reaction = react(foot, {0.0, -0.05}, extended, parameters);
  EXPECT_GT(reaction.impulse.y, 0.0);
  EXPECT_EQ(reaction.motion.rate, 0.0);
}

TEST(LunarLanderFoot, FoldsAgainstTheFullTorqueUnderAHeavyLoad) {
  const Vec2 velocity = {0.0, -2.0};
  const FootReaction reaction = react(foot, velocity, extended, parameters);
  EXPECT_GT(reaction.motion.rate, 0.0);
  EXPECT_EQ(reaction.motion.torque, parameters.motor_torque);
  EXPECT_NEAR(dot(reaction.impulse, foot.fold), parameters.motor_torque * parameters.time_step, 1e-12);
  EXPECT_NEAR(velocity_after(velocity, reaction).y, 0.0, 1e-12) << "the foot does not sink in";
}

TEST(LunarLanderFoot, NeverPullsAndStaysWithinTheConeOfFriction) {
  const Leg folded = {.angle = 0.5, .torque = -10.0};
  for (const Leg& leg : {extended, folded}) {
    for (double along = -3.0; along <= 3.0; along += 0.25) {
      for (double away = -4.0; away <= 1.0; away += 0.25) {
        const FootReaction reaction = react(foot, {along, away}, leg, parameters);
        ASSERT_GE(reaction.impulse.y, 0.0);
        ASSERT_LE(std::abs(reaction.impulse.x), parameters.friction * reaction.impulse.y + 1e-12);
        ASSERT_LE(std::abs(reaction.motion.torque), parameters.motor_torque);
        ASSERT_GE(leg.angle + parameters.time_step * reaction.motion.rate, parameters.leg_extended - 1e-12);
        ASSERT_LE(leg.angle + parameters.time_step * reaction.motion.rate, parameters.leg_folded + 1e-12);
      }
    }
  }
}

}  // namespace
}  // namespace rlrun::envs::lunar_lander
