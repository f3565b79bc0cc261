#include "lib/experiment/statistics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "lib/core/rng.hpp"
#include "lib/experiment/curve.hpp"
#include "lib/experiment/curve_reporter.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/number_text.hpp"
#include "tests/unit/experiment/fakes.hpp"

namespace rlrun::experiment::test {
namespace {

TEST(StatisticsTest, MedianIsTheMiddle) {
  EXPECT_EQ(median({7.0}), 7.0);
  EXPECT_EQ(median({9.0, 1.0, 2.0}), 2.0);
  EXPECT_EQ(median({9.0, 1.0, 2.0, 4.0}), 3.0);
}

TEST(InterquartileMeanTest, DropsTheLowestAndTheHighestQuarter) {
  EXPECT_DOUBLE_EQ(interquartile_mean({1000.0, 3.0, 0.0, 5.0, 2.0, 1.0, 4.0, -50.0}), 2.5) << "0 and 5 go too";
  EXPECT_DOUBLE_EQ(interquartile_mean({4.0, 1.0, 3.0, 2.0}), 2.5);
}

TEST(InterquartileMeanTest, DropsWholeValuesOnly) {
  EXPECT_DOUBLE_EQ(interquartile_mean({7.0}), 7.0);
  EXPECT_DOUBLE_EQ(interquartile_mean({1.0, 2.0, 9.0}), 4.0) << "nothing goes";
  EXPECT_DOUBLE_EQ(interquartile_mean({9.0, 2.0, 1.0, 3.0, -4.0}), 2.0) << "one of each side goes";
  EXPECT_DOUBLE_EQ(interquartile_mean({9.0, 2.0, 1.0, 3.0, -4.0, 5.0, 0.0}), 11.0 / 5.0) << "one of each side of seven";
}

/// Expectations: scipy.stats.trim_mean(values, 0.25) of SciPy 1.10.1.
TEST(InterquartileMeanTest, EqualsScipysTrimmedMean) {
  EXPECT_NEAR(interquartile_mean({12.5, -3.25, 7.75, 30.125, 0.5, 9.0, 8.25, 17.5, 6.625, 7.75}), 8.645833333333334,
              1e-12);
  EXPECT_NEAR(interquartile_mean({5.5, 7.75, -10.0, 3.125, 9.0, 22.75, 1.5, 0.25}), 4.46875, 1e-12);
  EXPECT_NEAR(interquartile_mean({12.5, -3.25, 7.75, 30.125, 0.5, 9.0, 8.25}), 7.6, 1e-12);
}

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
  const std::vector<double> x = {12.5, -3.25, 7.75, 30.125, 0.5, 9.0, 8.25, 17.5, 6.625, 7.75};
  const std::vector<double> y = {5.5, 7.75, -10.0, 3.125, 9.0, 22.75, 1.5, 0.25};
  EXPECT_DOUBLE_EQ(probability(x, y), 53.5 / 80.0);
  EXPECT_DOUBLE_EQ(probability(y, x), 26.5 / 80.0);
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

TEST(CurveSummaryTest, IsTheSameRowByRow) {
  const TemporaryFolder folder;
  std::string text(CurveReporter::header);
  Rng rng(RngKey(3));
  for (int episodes = 0; episodes < 130; ++episodes) {
    write_atomically(folder.path() / CurveReporter::file_name, text + "\n");
    const CurveSummary whole = summarise(read_curve(folder.path() / CurveReporter::file_name));
    const CurveSummary rows = summarise_run_curve(folder.path());
    EXPECT_EQ(rows.episodes, episodes);
    EXPECT_EQ(rows.steps, whole.steps);
    if (episodes > 0) {
      EXPECT_EQ(rows.last_100_mean, whole.last_100_mean);
      EXPECT_EQ(rows.best_10_mean, whole.best_10_mean);
      EXPECT_EQ(rows.second_half_mean, whole.second_half_mean);
      EXPECT_EQ(rows.maximum, whole.maximum);
    }
    const std::string number = number_text(static_cast<long>(episodes));
    text += "\n0," + number + "," + number + "," + number_text(rng.normal()) + ",1,1,0";
  }
  write_atomically(folder.path() / CurveReporter::file_name, text + "\n1,2\n");
  EXPECT_THROW((void)summarise_run_curve(folder.path()), std::runtime_error);
}

}  // namespace
}  // namespace rlrun::experiment::test
