#include "lib/learners/rgrl/plan_noise.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace rlrun::learners::rgrl {
namespace {

TEST(RgrlPlanNoise, StaysWithoutAnnealing) {
  DeductionOptions options;
  options.noise = 0.5;
  options.final_noise = 0.1;
  for (const long episode : {0L, 1L, 1000L}) EXPECT_EQ(plan_noise(options, episode), 0.5);
}

TEST(RgrlPlanNoise, FallsLinearlyToItsFinalValueAndStaysThere) {
  DeductionOptions options;
  options.noise = 0.5;
  options.final_noise = 0.1;
  options.anneal_episodes = 4;
  EXPECT_EQ(plan_noise(options, 0), 0.5);
  EXPECT_DOUBLE_EQ(plan_noise(options, 1), 0.4);
  EXPECT_DOUBLE_EQ(plan_noise(options, 3), 0.2);
  EXPECT_DOUBLE_EQ(plan_noise(options, 4), 0.1);
  EXPECT_DOUBLE_EQ(plan_noise(options, std::numeric_limits<long>::max()), 0.1);
}

}  // namespace
}  // namespace rlrun::learners::rgrl
