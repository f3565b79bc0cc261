#include "lib/experiment/return_summary.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace rlrun::experiment::test {
namespace {

TEST(ReturnSummaryTest, OfSeveralSeeds) {
  const ReturnSummary summary = summarise_returns({100.0, 1.0, 3.0, 2.0, 2.5});
  EXPECT_DOUBLE_EQ(summary.mean, 21.7);
  EXPECT_LT(summary.mean_interval.low, 21.7);
  EXPECT_GT(summary.mean_interval.high, 21.7);
  EXPECT_NEAR(summary.deviation, std::sqrt(7665.8 / 4.0), 1e-12);
  EXPECT_DOUBLE_EQ(summary.median, 2.5);
  EXPECT_DOUBLE_EQ(summary.interquartile_mean, 2.5);
  EXPECT_TRUE(std::isnan(summary.interquartile_mean_interval.low)) << "of five seeds";
}

TEST(ReturnSummaryTest, OneSeedHasNoSpread) {
  const ReturnSummary summary = summarise_returns({7.0});
  EXPECT_EQ(summary.mean, 7.0);
  EXPECT_EQ(summary.median, 7.0);
  EXPECT_EQ(summary.interquartile_mean, 7.0);
  for (const double figure : {summary.deviation, summary.mean_interval.low, summary.interquartile_mean_interval.high}) {
    EXPECT_TRUE(std::isnan(figure));
    EXPECT_FALSE(std::signbit(figure)) << "it is printed";
  }
}

TEST(ReturnSummaryTest, NoSeedHasNothing) {
  const ReturnSummary summary = summarise_returns({});
  EXPECT_TRUE(std::isnan(summary.mean) && std::isnan(summary.median) && std::isnan(summary.interquartile_mean));
}

TEST(ImprovementSummaryTest, NeedsFiveValuesOfEachSideForAnInterval) {
  const ImprovementSummary both = summarise_improvement({1.0, 3.0, 1.0, 3.0, 2.0}, {2.0, 0.0, 2.0, 0.0, 1.0});
  EXPECT_DOUBLE_EQ(both.probability, 0.76);
  EXPECT_LT(both.interval.low, 0.5);
  EXPECT_GT(both.interval.high, 0.9);
  const ImprovementSummary few = summarise_improvement({1.0, 3.0}, {2.0, 0.0});
  EXPECT_EQ(few.probability, 0.75);
  EXPECT_TRUE(std::isnan(few.interval.low) && std::isnan(few.interval.high));
  EXPECT_TRUE(std::isnan(summarise_improvement({}, {1.0}).probability));
  EXPECT_TRUE(std::isnan(summarise_improvement({1.0}, {}).probability));
}

}  // namespace
}  // namespace rlrun::experiment::test
