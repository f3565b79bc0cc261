#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "envs/acrobot/registration.hpp"
#include "tests/unit/envs/graded_step.hpp"

namespace rlrun::envs {
namespace {

TEST(AcrobotGrades, TipHeightIsThatOfTheEndOfTheSecondLink) {
  const ConfiguredGrade tip_height(registered(register_acrobot, "Acrobot-v1"), "tip_height");
  const auto at = [&](double angle1, double angle2) {
    return tip_height(
        Vector<double>{{std::cos(angle1), std::sin(angle1), std::cos(angle2), std::sin(angle2), 0.5, -0.5}});
  };
  constexpr double right_angle = std::numbers::pi / 2.0;
  EXPECT_EQ(at(0.0, 0.0), 0.0) << "both hang";
  EXPECT_NEAR(at(right_angle, 0.0), 2.0 / 3.0, 1e-12) << "both level";
  EXPECT_NEAR(at(-right_angle, right_angle), 1.0 / 3.0, 1e-12) << "the second hangs";
  EXPECT_NEAR(at(2.0 * right_angle, 2.0 * right_angle), 2.0 / 3.0, 1e-12) << "up and down again";
  EXPECT_EQ(at(2.0 * right_angle, 0.0), 1.0) << "both up, above the goal";
}

}  // namespace
}  // namespace rlrun::envs
