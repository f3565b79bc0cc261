#include "lib/experiment/return_summary.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>

namespace rlrun::experiment::test {
namespace {

TEST(ReturnSummaryTest, OfSeveralSeeds) {
  const ReturnSummary summary = summarise_returns({100.0, 1.0, 3.0, 2.0});
  EXPECT_DOUBLE_EQ(summary.mean, 26.5);
  EXPECT_NEAR(summary.deviation, std::sqrt((73.5 * 73.5 + 25.5 * 25.5 + 23.5 * 23.5 + 24.5 * 24.5) / 3.0), 1e-12);
  EXPECT_DOUBLE_EQ(summary.median, 2.5);
  EXPECT_DOUBLE_EQ(summary.interquartile_mean, 2.5);
  EXPECT_LT(summary.interval.low, 2.5);
  EXPECT_GT(summary.interval.high, 2.5);
}

TEST(ReturnSummaryTest, OneSeedHasNoSpread) {
  const ReturnSummary summary = summarise_returns({7.0});
  EXPECT_EQ(summary.mean, 7.0);
  EXPECT_EQ(summary.median, 7.0);
  EXPECT_EQ(summary.interquartile_mean, 7.0);
  for (const double figure : {summary.deviation, summary.interval.low, summary.interval.high}) {
    EXPECT_TRUE(std::isnan(figure));
    EXPECT_FALSE(std::signbit(figure)) << "it is printed";
  }
}

TEST(ReturnSummaryTest, NoSeedHasNothing) {
  const ReturnSummary summary = summarise_returns({});
  EXPECT_TRUE(std::isnan(summary.mean) && std::isnan(summary.median) && std::isnan(summary.interquartile_mean));
}

TEST(ImprovementSummaryTest, NeedsTwoValuesOfEachSideForAnInterval) {
  const ImprovementSummary both = summarise_improvement({1.0, 3.0}, {2.0, 0.0});
  EXPECT_EQ(both.probability, 0.75);
  EXPECT_EQ(both.interval.low, 0.0);
  EXPECT_EQ(both.interval.high, 1.0);
  for (const auto& [left, right] :
       {std::pair<std::vector<double>, std::vector<double>>{{1.0}, {2.0, 0.0}}, {{2.0, 0.0}, {1.0}}}) {
    const ImprovementSummary single = summarise_improvement(left, right);
    EXPECT_EQ(single.probability, 0.5);
    EXPECT_TRUE(std::isnan(single.interval.low) && std::isnan(single.interval.high));
  }
  EXPECT_TRUE(std::isnan(summarise_improvement({}, {1.0}).probability));
  EXPECT_TRUE(std::isnan(summarise_improvement({1.0}, {}).probability));
}

}  // namespace
}  // namespace rlrun::experiment::test
