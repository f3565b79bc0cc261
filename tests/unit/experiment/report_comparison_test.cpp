#include <gtest/gtest.h>

#include <cmath>

#include "lib/experiment/report/comparison.hpp"

namespace rlrun::experiment::test {
namespace {

TEST(SeedFiguresTest, MeanAndItsInterval) {
  const SeedFigures figures = seed_figures({1.0, 2.0, 3.0, 4.0, 5.0});
  EXPECT_EQ(figures.runs, 5U);
  EXPECT_EQ(figures.values, 5U);
  EXPECT_DOUBLE_EQ(figures.mean, 3.0);
  EXPECT_NEAR(figures.deviation, std::sqrt(2.5), 1e-12);
  EXPECT_LT(figures.interval.low, 3.0);
  EXPECT_GT(figures.interval.high, 3.0);
}

TEST(SeedFiguresTest, TooFewValuesHaveNoInterval) {
  EXPECT_TRUE(std::isnan(seed_figures({}).mean));
  const SeedFigures one = seed_figures({std::nullopt, 7.0});
  EXPECT_EQ(one.runs, 2U);
  EXPECT_EQ(one.values, 1U);
  EXPECT_DOUBLE_EQ(one.mean, 7.0);
  EXPECT_TRUE(std::isnan(one.deviation) && std::isnan(one.interval.low));
}

TEST(JudgeTest, ByMeanThenByInterval) {
  const SeedFigures figures = {.runs = 5, .values = 5, .mean = 10.0, .deviation = 1.0, .interval = {8.0, 12.0}};
  const auto verdict = [&](double value, bool at_least) {
    return judge(figures, Target{.value = value, .at_least = at_least});
  };
  EXPECT_EQ(verdict(10.0, true), Verdict::met);
  EXPECT_EQ(verdict(12.0, true), Verdict::within_interval);
  EXPECT_EQ(verdict(12.5, true), Verdict::fell_short);
  EXPECT_EQ(verdict(10.0, false), Verdict::met);
  EXPECT_EQ(verdict(8.0, false), Verdict::within_interval);
  EXPECT_EQ(verdict(7.5, false), Verdict::fell_short);
  EXPECT_EQ(judge(figures, std::nullopt), Verdict::not_judged);
}

TEST(JudgeTest, ARunWithoutAValueFallsShort) {
  EXPECT_EQ(judge(seed_figures({1.0, std::nullopt}), Target{.value = 0.0}), Verdict::fell_short);
  EXPECT_EQ(judge(seed_figures({1.0}), Target{.value = 2.0}), Verdict::fell_short);
  EXPECT_EQ(judge(seed_figures({}), Target{.value = 0.0}), Verdict::missing);
}

}  // namespace
}  // namespace rlrun::experiment::test
