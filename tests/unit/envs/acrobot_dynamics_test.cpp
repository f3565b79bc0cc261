#include "envs/acrobot/dynamics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

namespace rlrun::envs::acrobot {
namespace {

constexpr double pi = std::numbers::pi;

/// Kinetic plus potential energy of the links, J, which motion without torque keeps. Both links: 1 m, 1 kg, centre of
/// mass in the middle, 1 kg m^2.
double energy(const State& state) {
  const double rate = state.angular_velocity1 + state.angular_velocity2;
  const double squares = state.angular_velocity1 * state.angular_velocity1;
  const double second = 0.25 * rate * rate + squares + state.angular_velocity1 * rate * std::cos(state.angle2);
  const double kinetic = 0.5 * (0.25 * squares + squares) + 0.5 * (second + rate * rate);
  const double potential = -9.8 * (0.5 * std::cos(state.angle1)) -
                           9.8 * (std::cos(state.angle1) + 0.5 * std::cos(state.angle1 + state.angle2));
  return kinetic + potential;
}

TEST(AcrobotDynamics, HangsAtRestWithoutTorque) {
  const State next = step({}, 0.0);
  EXPECT_EQ(next.angle1, 0.0);
  EXPECT_EQ(next.angle2, 0.0);
  EXPECT_EQ(next.angular_velocity1, 0.0);
  EXPECT_EQ(next.angular_velocity2, 0.0);
}

TEST(AcrobotDynamics, AnAngleThatIsFarAwayIsWrappedAtOnce) {
  for (const double far : {9e18, -9e18, 1e300}) {
    const State next = step({.angle1 = far, .angle2 = -far}, 0.0);
    EXPECT_LE(std::abs(next.angle1), pi);
    EXPECT_LE(std::abs(next.angle2), pi);
  }
}

TEST(AcrobotDynamics, KeepsItsEnergyWithoutTorque) {
  State state = {.angle1 = 0.4, .angle2 = -0.3, .angular_velocity1 = 0.2, .angular_velocity2 = 0.1};
  const double before = energy(state);
  for (int i = 0; i < 20; ++i) state = step(state, 0.0);
  EXPECT_NEAR(energy(state), before, 0.02);
}

TEST(AcrobotDynamics, MirrorsWithTheTorque) {
  const State right = step({.angle1 = 0.3, .angle2 = 0.5, .angular_velocity1 = 1.0, .angular_velocity2 = -2.0}, 1.0);
  const State left = step({.angle1 = -0.3, .angle2 = -0.5, .angular_velocity1 = -1.0, .angular_velocity2 = 2.0}, -1.0);
  EXPECT_NEAR(right.angle1, -left.angle1, 1e-15);
  EXPECT_NEAR(right.angle2, -left.angle2, 1e-15);
  EXPECT_NEAR(right.angular_velocity1, -left.angular_velocity1, 1e-14);
  EXPECT_NEAR(right.angular_velocity2, -left.angular_velocity2, 1e-14);
}

TEST(AcrobotDynamics, WrapsAnglesAndLimitsRates) {
  const State fast = step({.angle1 = 3.1, .angle2 = -3.1, .angular_velocity1 = 12.5, .angular_velocity2 = -28.2}, 0.0);
  EXPECT_LE(std::abs(fast.angle1), pi);
  EXPECT_LE(std::abs(fast.angle2), pi);
  EXPECT_LE(std::abs(fast.angular_velocity1), 4.0 * pi);
  EXPECT_LE(std::abs(fast.angular_velocity2), 9.0 * pi);
}

TEST(AcrobotDynamics, EndsAboveTheHeightAndNotOnIt) {
  EXPECT_TRUE(is_terminal({.angle1 = pi, .angle2 = pi / 2.0 - 1e-6}));   // just above
  EXPECT_FALSE(is_terminal({.angle1 = pi, .angle2 = pi / 2.0 + 1e-6}));  // just below
}

}  // namespace
}  // namespace rlrun::envs::acrobot
