#include "envs/mountain_car/dynamics.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace rlrun::envs::mountain_car {
namespace {

constexpr Track track;

TEST(MountainCarDynamics, ChangesTheVelocityBeforeThePosition) {
  const State next = step({.position = -0.5, .velocity = 0.01}, 0.001, track);
  const double velocity = 0.01 + 0.001 - 0.0025 * std::cos(-1.5);
  EXPECT_NEAR(next.velocity, velocity, 1e-17);
  EXPECT_NEAR(next.position, -0.5 + velocity, 1e-16);
}

TEST(MountainCarDynamics, HasItsRestAtTheBottom) {
  const double bottom = -std::acos(0.0) / 3.0;
  const State next = step({.position = bottom, .velocity = 0.0}, 0.0, track);
  EXPECT_NEAR(next.velocity, 0.0, 1e-18);
}

TEST(MountainCarDynamics, LimitsTheSpeedOnBothSides) {
  EXPECT_EQ(step({.position = -0.5, .velocity = 0.0699}, 0.001, track).velocity, 0.07);
  EXPECT_EQ(step({.position = -0.5, .velocity = -0.0699}, -0.001, track).velocity, -0.07);
}

TEST(MountainCarDynamics, StopsAtTheWallOnTheLeftOnly) {
  const State at_wall = step({.position = -1.19, .velocity = -0.05}, 0.0, track);
  EXPECT_EQ(at_wall.position, -1.2);
  EXPECT_EQ(at_wall.velocity, 0.0);
  const State at_right_end = step({.position = 0.59, .velocity = 0.05}, 0.0, track);
  EXPECT_EQ(at_right_end.position, 0.6);
  EXPECT_GT(at_right_end.velocity, 0.0);
}

}  // namespace
}  // namespace rlrun::envs::mountain_car
