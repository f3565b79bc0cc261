#include "lib/learners/rgrl/priority.hpp"

#include <gtest/gtest.h>

namespace rlrun::learners::rgrl {
namespace {

TEST(RgrlPriority, IsThePowerOfTheErrorAndASmallNumber) {
  EXPECT_EQ(priority({.priority_exponent = 1.0, .priority_epsilon = 0.5}, 2.0), 2.5);
  EXPECT_DOUBLE_EQ(priority({.priority_exponent = 2.0, .priority_epsilon = 0.5}, 2.0), 6.25);
  EXPECT_DOUBLE_EQ(priority({.priority_exponent = 0.5, .priority_epsilon = 1.0}, 3.0), 2.0);
}

TEST(RgrlPriority, ExponentZeroTreatsAllAlike) {
  const ReplayOptions options = {.priority_exponent = 0.0};
  EXPECT_EQ(priority(options, 0.0), priority(options, 100.0));
}

TEST(RgrlPriority, IsPositiveWithoutError) { EXPECT_GT(priority(ReplayOptions(), 0.0), 0.0); }

}  // namespace
}  // namespace rlrun::learners::rgrl
