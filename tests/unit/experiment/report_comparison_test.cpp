#include <gmock/gmock.h>

#include <cmath>
#include <optional>

#include "lib/experiment/report/comparison.hpp"

namespace rlrun::experiment::test {
namespace {

using testing::HasSubstr;
using Values = std::vector<std::optional<double>>;

/// `count` values around a mean that differ by one from each other.
SeedFigures around(double mean, int count) {
  Values values;
  for (int i = 0; i < count; ++i) values.emplace_back(mean + i - 0.5 * (count - 1));
  return seed_figures(values, false);
}

/// `hits` runs with 1 and as many with 0 as make `runs`.
SeedFigures share_of(int hits, int runs) {
  Values values(static_cast<std::size_t>(runs), 0.0);
  for (int i = 0; i < hits; ++i) values[static_cast<std::size_t>(i)] = 1.0;
  return seed_figures(values, true);
}

Verdict verdict(const SeedFigures& figures, double value, bool at_least) {
  return judge(figures, Target{.value = value, .at_least = at_least}).verdict;
}

TEST(SeedFiguresTest, MeanAndItsInterval) {
  const SeedFigures figures = seed_figures({1.0, 2.0, 3.0, 4.0, 5.0}, false);
  EXPECT_EQ(figures.runs, 5U);
  EXPECT_DOUBLE_EQ(figures.mean, 3.0);
  EXPECT_NEAR(figures.deviation, std::sqrt(2.5), 1e-12);
  EXPECT_EQ(figures.interval.low, mean_interval(figures.values).low);
}

TEST(SeedFiguresTest, SharesHaveTheIntervalOfClopperAndPearson) {
  const SeedFigures figures = share_of(20, 20);
  EXPECT_DOUBLE_EQ(figures.mean, 1.0);
  EXPECT_NEAR(figures.interval.low, 0.8316, 5e-5) << "not 1";
  EXPECT_EQ(figures.interval.high, 1.0);
}

TEST(SeedFiguresTest, FewerThanFiveValuesHaveNoInterval) {
  EXPECT_TRUE(std::isnan(seed_figures({}, false).mean));
  const SeedFigures one = seed_figures({std::nullopt, 7.0}, false);
  EXPECT_EQ(one.runs, 2U);
  EXPECT_EQ(one.values.size(), 1U);
  EXPECT_DOUBLE_EQ(one.mean, 7.0);
  EXPECT_TRUE(std::isnan(one.deviation) && std::isnan(one.interval.low));
  EXPECT_TRUE(std::isnan(share_of(4, 4).interval.low));
}

TEST(JudgeTest, FewerThanFiveSeedsGiveNoVerdict) {
  EXPECT_EQ(verdict(around(100.0, 4), 1.0, true), Verdict::too_few_seeds);
  EXPECT_EQ(judge(around(100.0, 4), Published{.numbers = Moments{1.0, 1.0, 10}}, false).verdict,
            Verdict::too_few_seeds);
  EXPECT_EQ(judge(share_of(4, 4), Published{.claim = "solved"}, true).verdict, Verdict::too_few_seeds);
  EXPECT_EQ(judge_better(around(100.0, 4), around(0.0, 20), false).verdict, Verdict::too_few_seeds);
  EXPECT_EQ(verdict(seed_figures({}, false), 1.0, true), Verdict::missing);
}

TEST(JudgeTest, AGoalIsJudgedByTheWholeInterval) {
  const SeedFigures figures = around(10.0, 10);
  EXPECT_EQ(verdict(figures, figures.interval.low - 0.1, true), Verdict::holds);
  EXPECT_EQ(verdict(figures, 10.0, true), Verdict::cannot_be_told);
  EXPECT_EQ(verdict(figures, figures.interval.high + 0.1, true), Verdict::differs);
  EXPECT_EQ(verdict(figures, figures.interval.high + 0.1, false), Verdict::holds);
  EXPECT_EQ(verdict(figures, figures.interval.low - 0.1, false), Verdict::differs);
  EXPECT_THAT(judge(figures, Target{.value = 10.0}).test, HasSubstr("95% interval"));
}

TEST(JudgeTest, WithoutAnIntervalTheRunsCount) {
  const SeedFigures equal = seed_figures(Values(6, 500.0), false);
  EXPECT_TRUE(std::isnan(equal.interval.low));
  const Judgement judgement = judge(equal, Target{.value = 475.0});
  EXPECT_EQ(judgement.verdict, Verdict::holds);
  EXPECT_THAT(judgement.test, HasSubstr("6 of 6 runs are as good, share [0.541, 1.00] (Clopper-Pearson)"));
  EXPECT_EQ(verdict(seed_figures(Values(5, 500.0), false), 475.0, true), Verdict::cannot_be_told)
      << "five of five: from 0.48 on";
  Values some(10, 3.0);
  some[0] = std::nullopt;
  EXPECT_EQ(verdict(seed_figures(some, false), 5.0, false), Verdict::holds) << "9 of 10 are as good";
  EXPECT_EQ(verdict(seed_figures(Values(10, std::nullopt), false), 5.0, false), Verdict::differs);
}

TEST(JudgeTest, APublishedMeanIsTestedByWelch) {
  const auto judge_against = [](double mean, double deviation) {
    return judge(around(10.0, 20), Published{.numbers = Moments{mean, deviation, 10}}, false);
  };
  EXPECT_EQ(judge_against(10.0, 20.0).verdict, Verdict::holds) << "the difference is surely less than one deviation";
  EXPECT_EQ(judge_against(30.0, 6.0).verdict, Verdict::differs);
  EXPECT_EQ(judge_against(13.0, 6.0).verdict, Verdict::cannot_be_told) << "neither equal nor different";
  EXPECT_THAT(judge_against(30.0, 6.0).test, HasSubstr("Welch, ours minus published: -20.00 ["));
  EXPECT_THAT(judge_against(30.0, 6.0).test, HasSubstr("p < 0.001"));
}

/// LunarLander in the report of the program a559c4d: "short" of the published values, whose deviations were ignored.
TEST(JudgeTest, ThePublishedDeviationCounts) {
  Values values;
  for (int i = 0; i < 10; ++i) values.emplace_back(110.0 + 4.0 * (i - 4.5));
  const Judgement judgement =
      judge(seed_figures(values, false), Published{.numbers = Moments{127.88, 24.57, 10}}, false);
  EXPECT_EQ(judgement.verdict, Verdict::cannot_be_told);
  EXPECT_THAT(judgement.test, HasSubstr("p = 0.0"));
}

TEST(JudgeTest, ASinglePublishedRunIsTestedByThePredictionInterval) {
  const auto judge_against = [](double value) {
    return judge(around(10.0, 10), Published{.numbers = Moments{.mean = value, .count = 1}}, false).verdict;
  };
  const Interval interval = prediction_interval(around(10.0, 10).values);
  EXPECT_EQ(judge_against(interval.high - 0.1), Verdict::holds);
  EXPECT_EQ(judge_against(interval.high + 0.1), Verdict::differs);
  EXPECT_EQ(judge_against(interval.low - 0.1), Verdict::differs);
}

TEST(JudgeTest, AClaimInWordsHoldsOfTheMostRuns) {
  const Published claim = {.claim = "diverges"};
  EXPECT_EQ(judge(share_of(20, 20), claim, true).verdict, Verdict::holds);
  EXPECT_EQ(judge(share_of(12, 20), claim, true).verdict, Verdict::cannot_be_told);
  EXPECT_EQ(judge(share_of(1, 20), claim, true).verdict, Verdict::differs);
  EXPECT_EQ(judge(around(1.0, 20), claim, false).verdict, Verdict::not_judged) << "no share";
}

TEST(JudgeTest, RunsWithoutAValueDecideOnlyWhereTheyAreTheMost) {
  const Published published = {.numbers = Moments{60.7, 17.4, 10}};
  Values values(10, 60.0);
  values[3] = 61.0;
  values[7] = std::nullopt;
  EXPECT_EQ(judge(seed_figures(values, false), published, false).verdict, Verdict::cannot_be_told);
  const Judgement none = judge(seed_figures(Values(10, std::nullopt), false), published, false);
  EXPECT_EQ(none.verdict, Verdict::differs);
  EXPECT_THAT(none.test, HasSubstr("0 of 10 runs have such a value"));
}

TEST(JudgeBetterTest, ByWelchAndTheProbabilityOfImprovement) {
  const Judgement judgement = judge_better(around(20.0, 10), around(10.0, 10), false);
  EXPECT_EQ(judgement.verdict, Verdict::holds);
  EXPECT_THAT(judgement.test, HasSubstr("Welch, difference: 10.00 ["));
  EXPECT_THAT(judgement.test, HasSubstr("P(better) 1.00 [0."));
  EXPECT_EQ(judge_better(around(20.0, 10), around(10.0, 10), true).verdict, Verdict::differs);
  EXPECT_EQ(judge_better(around(10.0, 10), around(20.0, 10), true).verdict, Verdict::holds);
  EXPECT_EQ(judge_better(around(10.5, 10), around(10.0, 10), false).verdict, Verdict::cannot_be_told);
}

TEST(JudgeBetterTest, RunsWithoutAValueAreTheWorst) {
  Values never(10, std::nullopt);
  const Judgement judgement = judge_better(around(50.0, 10), seed_figures(never, false), true);
  EXPECT_EQ(judgement.verdict, Verdict::holds);
  EXPECT_THAT(judgement.test, testing::Not(HasSubstr("Welch")));
  EXPECT_EQ(judge_better(share_of(10, 10), share_of(0, 10), false).verdict, Verdict::holds) << "neither side varies";
}

}  // namespace
}  // namespace rlrun::experiment::test
