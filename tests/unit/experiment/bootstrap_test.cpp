#include "lib/experiment/bootstrap.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "lib/experiment/interquartile_mean.hpp"

namespace rlrun::experiment::test {
namespace {

const std::vector<double> x = {12.5, -3.25, 7.75, 30.125, 0.5, 9.0, 8.25, 17.5, 6.625, 7.75};
const std::vector<double> y = {5.5, 7.75, -10.0, 3.125, 9.0, 22.75, 1.5, 0.25};

double mean_of_first(Strata strata) { return mean(strata.front()); }

/// Means of all 5^5 equally likely resamples of five values, ascending.
std::vector<double> all_resampled_means(const std::array<double, 5>& values) {
  std::vector<double> sums = {0.0};
  for (std::size_t drawn = 0; drawn < values.size(); ++drawn) {
    std::vector<double> longer;
    for (const double sum : sums) {
      for (const double value : values) longer.push_back(sum + value);
    }
    sums = std::move(longer);
  }
  for (double& sum : sums) sum /= 5.0;
  std::ranges::sort(sums);
  return sums;
}

/// The bounds are quantiles of 2000 draws from a distribution that is known here: they lie between its quantiles at
/// 4 standard errors of the rank on either side.
TEST(BootstrapTest, BoundsAreQuantilesOfAllResamples) {
  const std::array<double, 5> values = {1.0, 2.5, 4.0, 7.0, 20.0};
  const auto means = all_resampled_means(values);
  const std::array strata = {std::vector<double>(values.begin(), values.end())};
  const double error = 4.0 * std::sqrt(0.025 * 0.975 / 2000.0);
  const Interval interval = bootstrap_interval(strata, mean_of_first);
  EXPECT_GE(interval.low, sorted_quantile(means, 0.025 - error));
  EXPECT_LE(interval.low, sorted_quantile(means, 0.025 + error));
  EXPECT_GE(interval.high, sorted_quantile(means, 0.975 - error));
  EXPECT_LE(interval.high, sorted_quantile(means, 0.975 + error));
}

/// Expectations: 400,000 resamples drawn with NumPy, of SciPy 1.10.1's trim_mean. Tolerances: 4 standard deviations of
/// the bounds over 400 repetitions with 2000 resamples.
TEST(BootstrapTest, EqualsScipyWithinTheErrorOfDrawing) {
  const Interval single = bootstrap_interval(std::array{x}, pooled_interquartile_mean);
  EXPECT_NEAR(single.low, 4.1875, 4 * 0.147);
  EXPECT_NEAR(single.high, 14.6875, 4 * 0.298);
  const Interval stratified = bootstrap_interval(std::array{x, y}, pooled_interquartile_mean);
  EXPECT_NEAR(stratified.low, 3.675, 4 * 0.106);
  EXPECT_NEAR(stratified.high, 10.525, 4 * 0.165);
}

TEST(BootstrapTest, EveryStratumKeepsItsSizeAndItsValues) {
  const std::array<std::vector<double>, 2> strata = {{{1.0, 1.0, 1.0, 1.0}, {5.0, 5.0}}};
  const auto fails_unless_separate = [](Strata drawn) {
    EXPECT_EQ(drawn.size(), 2U);
    EXPECT_EQ(drawn[0], std::vector<double>(4, 1.0));
    EXPECT_EQ(drawn[1], std::vector<double>(2, 5.0));
    return pooled_interquartile_mean(drawn);
  };
  const Interval interval = bootstrap_interval(strata, fails_unless_separate, {.resamples = 20});
  EXPECT_EQ(interval.low, 2.0) << "1, 1, 1 and 5 stay";
  EXPECT_EQ(interval.high, 2.0);
}

TEST(BootstrapTest, TheKeyDecides) {
  const Interval first = bootstrap_interval(std::array{x}, mean_of_first);
  const Interval again = bootstrap_interval(std::array{x}, mean_of_first);
  EXPECT_EQ(first.low, again.low);
  EXPECT_EQ(first.high, again.high);
  const Interval other = bootstrap_interval(std::array{x}, mean_of_first, {.key = RngKey(1)});
  EXPECT_NE(first.low, other.low);
}

TEST(BootstrapTest, DrawsAsManyTimesAsAsked) {
  long calls = 0;
  const auto count = [&](Strata /*drawn*/) { return static_cast<double>(++calls); };
  const Interval interval = bootstrap_interval(std::array{x}, count, {.resamples = 41});
  EXPECT_EQ(calls, 41);
  EXPECT_DOUBLE_EQ(interval.low, 2.0);
  EXPECT_DOUBLE_EQ(interval.high, 40.0);
}

}  // namespace
}  // namespace rlrun::experiment::test
