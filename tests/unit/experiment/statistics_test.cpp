#include "lib/experiment/statistics.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "lib/experiment/curve.hpp"
#include "lib/experiment/file.hpp"
#include "tests/unit/experiment/fakes.hpp"

namespace rlrun::experiment::test {
namespace {

/// Expectations: any table of Student's t distribution, two-sided 95%.
TEST(StatisticsTest, QuantilesOfStudentsDistribution) {
  const std::vector<std::pair<long, double>> table = {{1, 12.7062}, {2, 4.3027},   {3, 3.1824},   {4, 2.7764},
                                                      {5, 2.5706},  {9, 2.2622},   {10, 2.2281},  {30, 2.0423},
                                                      {99, 1.9842}, {120, 1.9799}, {1000, 1.9623}};
  for (const auto& [degrees, quantile] : table) EXPECT_NEAR(t_quantile_95(degrees), quantile, 5e-5) << degrees;
}

TEST(StatisticsTest, Interval) {
  const std::array<double, 4> values = {1.0, 2.0, 3.0, 4.0};
  const MeanInterval interval = t_interval(values);
  const double half_width = 3.182446 * std::sqrt(5.0 / 3.0 / 4.0);
  EXPECT_DOUBLE_EQ(interval.mean, 2.5);
  EXPECT_NEAR(interval.low, 2.5 - half_width, 1e-5);
  EXPECT_NEAR(interval.high, 2.5 + half_width, 1e-5);
}

TEST(StatisticsTest, MedianIsTheMiddle) {
  EXPECT_EQ(median({7.0}), 7.0);
  EXPECT_EQ(median({9.0, 1.0, 2.0}), 2.0);
  EXPECT_EQ(median({9.0, 1.0, 2.0, 4.0}), 3.0);
}

TEST(CurveTest, FinalReturnIsTheMeanOfTheLastEpisodes) {
  const Curve curve = {.returns = {100.0, 1.0, 2.0, 6.0}, .steps = 9};
  EXPECT_DOUBLE_EQ(final_return(curve, 1), 6.0);
  EXPECT_DOUBLE_EQ(final_return(curve, 3), 3.0);
  EXPECT_DOUBLE_EQ(final_return(curve, 5), 27.25);
  EXPECT_TRUE(std::isnan(final_return({}, 5)));
}

TEST(CurveTest, SummaryOfALongCurve) {
  Curve curve = {.returns = std::vector<double>(200, 1.0), .steps = 999};
  for (std::size_t i = 50; i < 60; ++i) curve.returns[i] = 7.0;
  curve.returns[55] = 17.0;
  curve.returns[150] = 101.0;
  const CurveSummary summary = summarise(curve);
  EXPECT_EQ(summary.episodes, 200);
  EXPECT_EQ(summary.steps, 999);
  EXPECT_DOUBLE_EQ(summary.last_100_mean, 2.0);
  EXPECT_DOUBLE_EQ(summary.second_half_mean, 2.0);
  EXPECT_DOUBLE_EQ(summary.best_10_mean, 11.0);
  EXPECT_DOUBLE_EQ(summary.maximum, 101.0);
}

TEST(CurveTest, SummaryOfShortCurves) {
  const CurveSummary three = summarise({.returns = {1.0, 2.0, 6.0}, .steps = 9});
  EXPECT_DOUBLE_EQ(three.best_10_mean, 3.0);
  EXPECT_DOUBLE_EQ(three.last_100_mean, 3.0);
  EXPECT_DOUBLE_EQ(three.second_half_mean, 4.0);
  EXPECT_TRUE(std::isnan(summarise({}).maximum));
}

TEST(CurveTest, ReadsItsFileAndNamesABadLine) {
  const TemporaryFolder folder;
  const auto path = folder.path() / "curve.csv";
  const std::string header = "seed,episode,step,episode_return,episode_length,terminated,truncated\n";
  write_atomically(path, header + "0,0,10,1.5,10,1,0\n0,1,30,-2,20,0,1\n");
  const Curve curve = read_curve(path);
  EXPECT_EQ(curve.returns, (std::vector<double>{1.5, -2.0}));
  EXPECT_EQ(curve.steps, 30);
  for (const std::string bad : {"0,0,ten,1.5,10,1,0\n", "0,0,10\n", "\n"}) {
    write_atomically(path, header + bad);
    try {
      read_curve(path);
      FAIL() << "accepted " << bad;
    } catch (const std::runtime_error& error) {
      EXPECT_NE(std::string(error.what()).find("curve.csv:2:"), std::string::npos);
    }
  }
}

}  // namespace
}  // namespace rlrun::experiment::test
