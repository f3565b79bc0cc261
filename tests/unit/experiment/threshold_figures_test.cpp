#include "lib/experiment/threshold_figures.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace rlrun::experiment {
namespace {

TEST(ThresholdFigures, FirstEpisodesThatReachAndHoldIt) {
  const Curve curve{.returns = {1.0, 5.0, 2.0, 4.0, 4.0, 6.0}};
  const ThresholdFigures figures = find_threshold(curve, 4.0, 3);
  EXPECT_DOUBLE_EQ(figures.area, 22.0 / 6.0);
  EXPECT_EQ(figures.reached, 2);
  EXPECT_EQ(figures.held, 6);
  EXPECT_EQ(find_threshold(curve, 1.0, 3).reached, 1);
  EXPECT_EQ(find_threshold(curve, 1.0, 3).held, 3);
}

TEST(ThresholdFigures, WhatIsNeverReachedIsNotThere) {
  const ThresholdFigures figures = find_threshold({.returns = {1.0, 2.0}}, 3.0, 1);
  EXPECT_FALSE(figures.reached.has_value());
  EXPECT_FALSE(figures.held.has_value());
}

TEST(ThresholdFigures, TooFewEpisodesHoldNothing) {
  const ThresholdFigures figures = find_threshold({.returns = {9.0, 9.0}}, 3.0, 3);
  EXPECT_EQ(figures.reached, 1);
  EXPECT_FALSE(figures.held.has_value());
  EXPECT_TRUE(std::isnan(find_threshold({}, 3.0).area));
}

}  // namespace
}  // namespace rlrun::experiment
