#include "envs/cart_pole/dynamics.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace rlrun::envs::cart_pole {
namespace {

const Parameters parameters;

TEST(CartPoleStep, FollowsTheEquationsAtRest) {
  // Upright and at rest: u = F/M, th'' = -u / (l (4/3 - m/M)), x'' = u - m l th'' / M.
  const State next = step({}, Push::right, parameters);
  const double drive = 10.0 / 1.1;
  const double angular_acceleration = -drive / (0.5 * (4.0 / 3.0 - 0.1 / 1.1));
  EXPECT_NEAR(next.angular_velocity, 0.02 * angular_acceleration, 1e-14);
  EXPECT_NEAR(next.velocity, 0.02 * (drive - 0.05 * angular_acceleration / 1.1), 1e-14);
}

TEST(CartPoleStep, MovesPositionsWithTheOldVelocities) {
  const State next =
      step({.position = 1.0, .velocity = 2.0, .angle = 0.1, .angular_velocity = -3.0}, Push::left, parameters);
  EXPECT_DOUBLE_EQ(next.position, 1.04);
  EXPECT_DOUBLE_EQ(next.angle, 0.04);
}

TEST(CartPoleStep, IsMirrored) {
  const State state = {.position = 0.3, .velocity = -0.4, .angle = 0.1, .angular_velocity = 0.7};
  const State mirror = {.position = -0.3, .velocity = 0.4, .angle = -0.1, .angular_velocity = -0.7};
  const State next = step(state, Push::left, parameters);
  const State mirrored = step(mirror, Push::right, parameters);
  EXPECT_EQ(next.position, -mirrored.position);
  EXPECT_EQ(next.velocity, -mirrored.velocity);
  EXPECT_EQ(next.angle, -mirrored.angle);
  EXPECT_EQ(next.angular_velocity, -mirrored.angular_velocity);
}

TEST(CartPoleStep, PoleFallsTheWayItLeans) {
  const State left = step({.angle = 0.2}, Push::right, parameters);
  const State right = step({.angle = -0.2}, Push::right, parameters);
  EXPECT_GT(left.angular_velocity, right.angular_velocity);
}

TEST(CartPoleLimits, EndBeyondAndNotOn) {
  const double angle = parameters.angle_limit;
  EXPECT_FALSE(is_terminal({}, parameters));
  for (const double sign : {-1.0, 1.0}) {
    EXPECT_FALSE(is_terminal({.position = sign * 2.4}, parameters));
    EXPECT_TRUE(is_terminal({.position = sign * std::nextafter(2.4, 3.0)}, parameters));
    EXPECT_FALSE(is_terminal({.angle = sign * angle}, parameters));
    EXPECT_TRUE(is_terminal({.angle = sign * std::nextafter(angle, 1.0)}, parameters));
  }
}

}  // namespace
}  // namespace rlrun::envs::cart_pole
