#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "envs/mountain_car/registration.hpp"
#include "tests/unit/envs/graded_step.hpp"

namespace rlrun::envs {
namespace {

constexpr double bottom = -std::numbers::pi / 6.0;

TEST(MountainCarGrades, SwingIsTheRootOfTheEnergy) {
  for (const char* name : {"MountainCar-v0", "MountainCarContinuous-v0"}) {
    const ConfiguredGrade swing(registered(register_mountain_car, name), "swing");
    EXPECT_NEAR(swing(Vector<double>{{bottom, 0.0}}), 0.0, 1e-7);
    EXPECT_NEAR(swing(Vector<double>{{bottom, -0.03175}}), 0.55, 1e-3) << "by speed alone";
    EXPECT_NEAR(swing(Vector<double>{{0.0, 0.0}}), std::sqrt(0.5), 1e-12) << "half the height";
    EXPECT_EQ(swing(Vector<double>{{bottom, 0.07}}), 1.0) << "more than the hill needs";
    EXPECT_EQ(swing(Vector<double>{{0.0, 0.0}}, {.reward = -1.0, .terminated = true}), 1.0) << "at the flag";
  }
}

}  // namespace
}  // namespace rlrun::envs
