#include "lib/experiment/probability_of_improvement.hpp"

#include <gtest/gtest.h>

namespace rlrun::experiment::test {
namespace {

const std::vector<double> x = {12.5, -3.25, 7.75, 30.125, 0.5, 9.0, 8.25, 17.5, 6.625, 7.75};
const std::vector<double> y = {5.5, 7.75, -10.0, 3.125, 9.0, 22.75, 1.5, 0.25};

double probability(const std::vector<double>& left, const std::vector<double>& right) {
  return probability_of_improvement(left, right);
}

TEST(ProbabilityOfImprovementTest, CountsPairsAndHalvesTies) {
  EXPECT_EQ(probability({3.0, 4.0}, {1.0, 2.0}), 1.0);
  EXPECT_EQ(probability({1.0, 2.0}, {3.0, 4.0}), 0.0);
  EXPECT_EQ(probability({2.0}, {2.0}), 0.5);
  EXPECT_EQ(probability({1.0, 2.0, 3.0}, {2.0, 0.0}), 4.5 / 6.0);
}

/// Expectation: scipy.stats.mannwhitneyu(x, y).statistic of SciPy 1.10.1, which is 53.5, over 10 * 8 pairs.
TEST(ProbabilityOfImprovementTest, EqualsScipysStatisticOfMannAndWhitney) {
  EXPECT_DOUBLE_EQ(probability(x, y), 53.5 / 80.0);
  EXPECT_DOUBLE_EQ(probability(y, x), 26.5 / 80.0);
}

/// Expectations: 400,000 resamples drawn with NumPy. Tolerances: 4 standard deviations of the bounds over 400
/// repetitions with 2000 resamples.
TEST(ProbabilityOfImprovementTest, Interval) {
  const Interval interval = improvement_interval(x, y);
  EXPECT_NEAR(interval.low, 0.39375, 4 * 0.0090);
  EXPECT_NEAR(interval.high, 0.9125, 4 * 0.0062);
}

TEST(ProbabilityOfImprovementTest, TheIntervalOfSeparateSamplesHasNoWidth) {
  const Interval interval = improvement_interval({5.0, 6.0, 7.0}, {1.0, 2.0});
  EXPECT_EQ(interval.low, 1.0);
  EXPECT_EQ(interval.high, 1.0);
}

}  // namespace
}  // namespace rlrun::experiment::test
