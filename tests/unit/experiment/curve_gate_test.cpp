#include "lib/experiment/curve_gate.hpp"

#include <gtest/gtest.h>

#include "lib/core/error.hpp"
#include "lib/core/rng.hpp"

namespace rlrun::experiment::test {
namespace {

/// Runs whose figures are drawn around `level`, with hashes of their own.
GroupFigures drawn_group(const std::string& name, std::size_t count, double level, long first_seed = 0) {
  Rng rng(RngKey().derive(name));
  GroupFigures group;
  for (std::size_t i = 0; i < count; ++i) {
    const double shared = 30.0 * rng.normal();
    group.push_back({.seed = first_seed + static_cast<long>(i),
                     .episodes = 100,
                     .final_episodes = 10,
                     .final_return = std::min(500.0, level + shared + 20.0 * rng.normal()),
                     .area = std::min(500.0, 0.7 * level + shared + 20.0 * rng.normal()),
                     .curve_sha256 = name + std::to_string(i)});
  }
  return group;
}

GroupFigures baseline() { return drawn_group("baseline", 100, 450.0); }

TEST(CurveGateTest, EqualBytesNeedNoTest) {
  const GroupFigures all = baseline();
  const GateResult result = compare_groups(all, {all[3], all[17]});
  EXPECT_EQ(result.verdict, GateVerdict::identical);
  EXPECT_TRUE(result.stages.empty());
}

TEST(CurveGateTest, EqualBytesOfAnotherSeedAreNotIdentical) {
  const GroupFigures all = baseline();
  RunFigures other_seed = all[3];
  other_seed.seed = 4;
  EXPECT_NE(compare_groups(all, {other_seed}).verdict, GateVerdict::identical);
  other_seed.seed = 1000;
  EXPECT_NE(compare_groups(all, {other_seed}).verdict, GateVerdict::identical);
}

TEST(CurveGateTest, OneStageIsEnoughWhereNothingChanged) {
  const GateResult result = compare_groups(baseline(), drawn_group("same", 10, 450.0));
  EXPECT_EQ(result.verdict, GateVerdict::unchanged);
  ASSERT_EQ(result.stages.size(), 1U);
  EXPECT_EQ(result.stages[0].seeds, 10U);
}

TEST(CurveGateTest, HigherReturnsPass) {
  EXPECT_EQ(compare_groups(baseline(), drawn_group("better", 10, 490.0)).verdict, GateVerdict::unchanged);
}

TEST(CurveGateTest, AsksForTheSeedsOfTheStageThatItIsAt) {
  const GateResult few = compare_groups(baseline(), drawn_group("worse", 4, 350.0));
  EXPECT_EQ(few.verdict, GateVerdict::undecided);
  EXPECT_EQ(few.missing_seeds, 6U);
  const GateResult suspicious = compare_groups(baseline(), drawn_group("worse", 12, 350.0));
  EXPECT_EQ(suspicious.verdict, GateVerdict::undecided);
  EXPECT_EQ(suspicious.missing_seeds, 28U);
  EXPECT_EQ(suspicious.stages.size(), 1U);
}

TEST(CurveGateTest, TheSecondStageDecidesOnSeedsOfItsOwn) {
  const GateResult worse = compare_groups(baseline(), drawn_group("worse", 40, 350.0));
  EXPECT_EQ(worse.verdict, GateVerdict::regression);
  ASSERT_EQ(worse.stages.size(), 2U);
  EXPECT_EQ(worse.stages[1].seeds, 30U);

  GroupFigures unlucky = drawn_group("unlucky", 10, 350.0);
  const GroupFigures fresh = drawn_group("fresh", 30, 450.0, 10);
  unlucky.insert(unlucky.end(), fresh.begin(), fresh.end());
  EXPECT_EQ(compare_groups(baseline(), unlucky).verdict, GateVerdict::unchanged);
}

TEST(CurveGateTest, OneOfTheFiguresIsEnough) {
  GroupFigures slower = drawn_group("slower", 40, 450.0);
  for (RunFigures& run : slower) run.area -= 100.0;
  EXPECT_EQ(compare_groups(baseline(), slower).verdict, GateVerdict::regression);
}

/// The rate that simulation gives is 0.02%; at most 0.5% is asked for.
TEST(CurveGateTest, FalseAlarmsAndMissedDropsAreRare) {
  const GroupFigures expected = baseline();
  int alarms = 0;
  int found = 0;
  for (int trial = 0; trial < 400; ++trial) {
    const std::string name = std::to_string(trial);
    alarms += compare_groups(expected, drawn_group(name, 40, 450.0)).verdict == GateVerdict::regression ? 1 : 0;
    found += compare_groups(expected, drawn_group(name, 40, 405.0)).verdict == GateVerdict::regression ? 1 : 0;
  }
  EXPECT_LE(alarms, 2);
  EXPECT_GE(found, 380);
}

TEST(CurveGateTest, RefusesRunsOfAnotherLengthAndNoRuns) {
  GroupFigures shorter = baseline();
  shorter.back().episodes = 99;
  EXPECT_THROW(compare_groups(baseline(), shorter), UsageError);
  GroupFigures longer_end = baseline();
  longer_end.front().final_episodes = 100;
  EXPECT_THROW(compare_groups(baseline(), longer_end), UsageError);
  EXPECT_THROW(compare_groups(baseline(), {}), UsageError);
  EXPECT_THROW(compare_groups({}, baseline()), UsageError);
}

}  // namespace
}  // namespace rlrun::experiment::test
