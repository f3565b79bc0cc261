#include "lib/experiment/curve_band.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "lib/experiment/even_grid.hpp"

namespace rlrun::experiment::test {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

/// `lengths`: steps of each episode.
Curve curve(std::vector<double> returns, const std::vector<long>& lengths) {
  Curve result = {.returns = std::move(returns)};
  for (const long length : lengths) {
    result.steps += length;
    result.end_steps.push_back(result.steps);
  }
  return result;
}

Curve curve(std::vector<double> returns) {
  const std::vector<long> lengths(returns.size(), 1);
  return curve(std::move(returns), lengths);
}

struct Columns {
  std::vector<long> x;
  std::vector<double> values;
  std::vector<std::size_t> seeds;
};

Columns columns(const std::vector<BandPoint>& band) {
  Columns result;
  for (const BandPoint& point : band) {
    result.x.push_back(point.x);
    result.values.push_back(point.value);
    result.seeds.push_back(point.seeds);
  }
  return result;
}

TEST(EvenGridTest, HoldsEveryNumberWhereThereAreFew) {
  EXPECT_THAT(even_grid(3, 7, 500), ElementsAre(3, 4, 5, 6, 7));
  EXPECT_THAT(even_grid(0, 4, 5), ElementsAre(0, 1, 2, 3, 4));
  EXPECT_THAT(even_grid(9, 9, 2), ElementsAre(9));
}

TEST(EvenGridTest, IsThinnedEvenlyBetweenItsEnds) {
  EXPECT_THAT(even_grid(10, 110, 5), ElementsAre(10, 35, 60, 85, 110));
  EXPECT_THAT(even_grid(0, 5, 4), ElementsAre(0, 2, 3, 5)) << "0, 1.67, 3.33, 5";
  const std::vector<long> large = even_grid(1, 1'000'000'000'000, 500);
  EXPECT_THAT(large, SizeIs(500));
  EXPECT_EQ(large.front(), 1);
  EXPECT_EQ(large.back(), 1'000'000'000'000);
}

TEST(RunningAverageTest, IsOfTheLatestEpisodesAndOfFewerAtTheBeginning) {
  const std::vector<double> returns = {1.0, 3.0, 8.0, 10.0};
  EXPECT_DOUBLE_EQ(running_average(returns, 0, 3), 1.0);
  EXPECT_DOUBLE_EQ(running_average(returns, 1, 3), 2.0);
  EXPECT_DOUBLE_EQ(running_average(returns, 2, 3), 4.0);
  EXPECT_DOUBLE_EQ(running_average(returns, 3, 3), 7.0);
  EXPECT_DOUBLE_EQ(running_average(returns, 3, 1), 10.0);
}

TEST(CurveBandTest, IsTheStatisticOfTheSmoothedCurves) {
  const std::vector<Curve> curves = {curve({0.0, 2.0}), curve({1.0, 5.0}), curve({2.0, 10.0}), curve({90.0, 0.0})};
  const Columns iqm = columns(curve_band(curves, {.window = 2}));
  EXPECT_THAT(iqm.x, ElementsAre(0, 1));
  EXPECT_THAT(iqm.values, ElementsAre(1.5, 4.5)) << "of 1 and 2; of 3 and 6, between 1 and 45";
  EXPECT_THAT(iqm.seeds, ElementsAre(4, 4));
  const Columns mean = columns(curve_band(curves, {.statistic = SeedStatistic::mean, .window = 2}));
  EXPECT_THAT(mean.values, ElementsAre(93.0 / 4.0, 55.0 / 4.0));
}

TEST(CurveBandTest, TheBandIsTheIntervalOfTheSeeds) {
  std::vector<double> levels = {1.0, 4.0, 5.0, 7.0, 11.0, 2.0, 3.0, 6.0, 8.0, 30.0};
  std::vector<Curve> curves;
  for (const double level : levels) curves.push_back(curve({level}));
  const auto band = [&](SeedStatistic statistic) {
    return curve_band(curves, {.statistic = statistic}).at(0).interval;
  };
  EXPECT_EQ(band(SeedStatistic::mean).low, mean_interval(levels).low);
  EXPECT_EQ(band(SeedStatistic::mean).high, mean_interval(levels).high);
  EXPECT_EQ(band(SeedStatistic::interquartile_mean).low, interquartile_mean_interval(levels).low);
  EXPECT_EQ(band(SeedStatistic::interquartile_mean).high, interquartile_mean_interval(levels).high);
}

TEST(CurveBandTest, IsOfTheSeedsThatReachXAndHasNoIntervalOfFewerThanFive) {
  const std::vector<Curve> curves = {curve({1.0, 2.0, 3.0}), curve({3.0, 4.0}), curve({1.0, 2.0}), curve({3.0, 4.0}),
                                     curve({2.0})};
  const std::vector<BandPoint> band = curve_band(curves, {.statistic = SeedStatistic::mean, .window = 1});
  EXPECT_THAT(columns(band).values, ElementsAre(2.0, 3.0, 3.0));
  EXPECT_THAT(columns(band).seeds, ElementsAre(5, 4, 1));
  EXPECT_LT(band[0].interval.low, 2.0);
  EXPECT_TRUE(std::isnan(band[1].interval.low) && std::isnan(band[1].interval.high));
  EXPECT_TRUE(std::isnan(band[2].interval.low) && std::isnan(band[2].interval.high));
}

TEST(CurveBandTest, LongCurvesAreThinned) {
  std::vector<double> returns(1001);
  for (std::size_t i = 0; i < returns.size(); ++i) returns[i] = static_cast<double>(i);
  const std::vector<Curve> curves = {curve(returns)};
  const Columns band = columns(curve_band(curves, {.window = 3, .most_points = 5}));
  EXPECT_THAT(band.x, ElementsAre(0, 250, 500, 750, 1000));
  EXPECT_THAT(band.values, ElementsAre(0.0, 249.0, 499.0, 749.0, 999.0)) << "of the three episodes up to x";
}

TEST(CurveBandTest, OverStepsTheLatestEndedEpisodeCounts) {
  const std::vector<Curve> curves = {curve({10.0, 20.0}, {2, 3}), curve({100.0, 200.0, 300.0}, {1, 3, 2})};
  const Columns band =
      columns(curve_band(curves, {.statistic = SeedStatistic::mean, .axis = CurveAxis::step, .window = 1}));
  EXPECT_THAT(band.x, ElementsAre(2, 3, 4, 5, 6)) << "from where both have an episode";
  EXPECT_THAT(band.values, ElementsAre(55.0, 55.0, 105.0, 110.0, 300.0));
  EXPECT_THAT(band.seeds, ElementsAre(2, 2, 2, 2, 1));
}

TEST(CurveBandTest, ValuesThatAreNotFiniteDoNotCount) {
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<Curve> curves = {curve({infinity, 1.0, infinity}), curve({1.0, 3.0, infinity})};
  const Columns band = columns(curve_band(curves, {.window = 1}));
  EXPECT_THAT(band.x, ElementsAre(0, 1));
  EXPECT_THAT(band.values, ElementsAre(1.0, 2.0));
  EXPECT_THAT(band.seeds, ElementsAre(1, 2));
}

}  // namespace
}  // namespace rlrun::experiment::test
