// rlrun compare, and the table of runs that it takes.
#include <gmock/gmock.h>

#include "apps/rlrun/more_seeds.hpp"
#include "tests/cli/program.hpp"

namespace rlrun::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

class CompareTest : public testing::Test {
 protected:
  CompareTest() { program_.write("small.yaml", small_config); }

  void run(const std::string& arguments) const {
    ASSERT_EQ(program_.run("small.yaml --quiet " + arguments).exit_code, 0);
  }

  /// A table of runs whose figures are all `value` and a fraction.
  void write_table(const std::string& name, int seeds, int value) const {
    std::string table = "seed,episodes,final_episodes,final_return,area,curve_sha256\n";
    for (int seed = 0; seed < seeds; ++seed) {
      const std::string number = std::to_string(value) + "." + std::to_string(seed);
      table += std::to_string(seed) + ",30,30," + number + "," + number + "," + name + "\n";
    }
    program_.write(name, table);
  }

  Program program_;
};

TEST_F(CompareTest, TheSameRunsAreIdentical) {
  run("--out a --seeds 0..9");
  run("--out b --seeds 2,5");
  const Outcome outcome = program_.run("compare a b");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.out, "verdict: identical\n");
  EXPECT_EQ(outcome.err, "");
}

TEST_F(CompareTest, ATableOfTheRunsStandsForThem) {
  run("--out a --seeds 0..9");
  const Outcome table = program_.run("summary a --runs --csv");
  EXPECT_EQ(table.exit_code, 0);
  EXPECT_THAT(table.out,
              StartsWith("group,seed,episodes,final_episodes,final_return,area,curve_sha256\na/small,0,30,30,"));
  program_.write("baseline.csv", table.out);
  EXPECT_EQ(program_.run("compare baseline.csv a").out, "verdict: identical\n");
}

TEST_F(CompareTest, OtherBytesAreTested) {
  run("--out a --seeds 0..19");
  run("--out b --seeds 20..29");
  const Outcome outcome = program_.run("compare a b");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("final_return"), HasSubstr("area"), HasSubstr("verdict: unchanged\n")));
}

TEST_F(CompareTest, LowerReturnsAreARegression) {
  write_table("high.csv", 100, 400);
  write_table("low.csv", 40, 300);
  const Outcome outcome = program_.run("compare high.csv low.csv");
  EXPECT_EQ(outcome.exit_code, 4);
  EXPECT_THAT(outcome.out, HasSubstr("verdict: regression\n"));
  EXPECT_EQ(program_.run("compare low.csv high.csv").exit_code, 0);
}

TEST_F(CompareTest, AsksForSeedsWithTheCommandThatMakesThem) {
  write_table("high.csv", 100, 400);
  run("--seeds 0..9 --out 'my runs' --set run.num_envs=2");
  const Outcome outcome = program_.run("compare high.csv 'my runs'");
  EXPECT_EQ(outcome.exit_code, 4);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("verdict: undecided\n"), HasSubstr("--out 'my runs'"),
                                 HasSubstr("--set run.num_envs=2 --seeds 10..39\n")));
  run("--seeds 10..39 --out 'my runs' --set run.num_envs=2");
  EXPECT_THAT(program_.run("compare high.csv 'my runs'").out, HasSubstr("verdict: regression\n"));
}

TEST_F(CompareTest, SaysWhichSeedsATableLacks) {
  write_table("high.csv", 100, 400);
  write_table("few.csv", 4, 300);
  const Outcome outcome = program_.run("compare high.csv few.csv");
  EXPECT_EQ(outcome.exit_code, 4);
  EXPECT_THAT(outcome.out, HasSubstr("more seeds: of the same config, with --seeds 4..9\n"));
}

TEST_F(CompareTest, ABaselineOfFewerThanFiveSeedsGivesNoVerdict) {
  write_table("few.csv", 4, 400);
  write_table("five.csv", 5, 400);
  write_table("low.csv", 40, 300);
  const Outcome outcome = program_.run("compare few.csv low.csv");
  EXPECT_EQ(outcome.exit_code, 4);
  EXPECT_EQ(outcome.out, "verdict: undecided\n");
  EXPECT_THAT(outcome.err, HasSubstr("below 5 there is no verdict"));
  EXPECT_THAT(program_.run("compare five.csv low.csv").out, HasSubstr("verdict: regression\n"));
}

TEST_F(CompareTest, UnfinishedRunsAreNoSuccess) {
  run("--out a --seeds 0..9");
  run("--out b --seeds 0..9");
  program_.write("b/small/seed_0004/run.json", "{}");
  const Outcome outcome = program_.run("compare a b");
  EXPECT_EQ(outcome.exit_code, 4);
  EXPECT_THAT(outcome.err, HasSubstr("b/small/seed_0004"));
}

TEST_F(CompareTest, RefusesWhatIsNoGroupOfRuns) {
  run("--out a --seeds 0,1");
  program_.write("broken.csv", "seed,episodes\n1,2\n");
  program_.write("twice.csv",
                 "seed,episodes,final_episodes,final_return,area,curve_sha256\n1,30,30,1,1,x\n1,30,30,1,1,x\n");
  program_.write("half.csv", "seed,episodes,final_episodes,final_return,area,curve_sha256\n1.5,30,30,1,1,x\n");
  for (const char* baseline : {"broken.csv", "twice.csv", "half.csv", "nowhere"}) {
    const Outcome outcome = program_.run(std::string("compare ") + baseline + " a");
    EXPECT_EQ(outcome.exit_code, 2) << baseline;
    EXPECT_THAT(outcome.err, HasSubstr(baseline));
  }
  write_table("longer.csv", 10, 3);
  const Outcome outcome = program_.run("compare longer.csv a --last 5");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("the last 5 of them"));
}

TEST(MoreSeedsCommandTest, LeavesOutWhatNamesOtherRuns) {
  EXPECT_EQ(
      app::more_seeds_command({"rlrun", "run", "a b.yaml", "--seed", "3", "--resume", "--set", "a=[1, 2]"}, 10, 30),
      "rlrun run 'a b.yaml' --set 'a=[1, 2]' --seeds 10..39");
  EXPECT_EQ(
      app::more_seeds_command({"rlrun", "c.yaml", "--seeds=0..9", "--task-id", "4", "--force", "--out", "it's"}, 0, 1),
      "rlrun c.yaml --out 'it'\\''s' --seeds 0..0");
}

}  // namespace
}  // namespace rlrun::cli
