// rlrun summary.
#include <gmock/gmock.h>

#include <optional>

#include "lib/experiment/csv_table.hpp"
#include "lib/experiment/manifest.hpp"
#include "tests/cli/program.hpp"

namespace rlrun::cli {
namespace {

using experiment::RunStatus;
using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class SummaryTest : public testing::Test {
 protected:
  /// A run of as many episodes as there are returns; without a status it has no manifest.
  void write_run(const std::string& directory, const std::vector<std::string>& returns,
                 std::optional<RunStatus> status = RunStatus::completed) const {
    std::filesystem::create_directories(program_.folder() / directory);
    std::string curve = "seed,episode,step,episode_return,episode_length,terminated,truncated\n";
    for (const std::string& value : returns) curve += "0,0,1," + value + ",1,1,0\n";
    program_.write(directory + "/curve.csv", curve);
    experiment::Manifest manifest;
    manifest.status = status.value_or(RunStatus::running);
    if (status) experiment::write_manifest(program_.folder() / directory, manifest);
  }

  /// Ten runs whose final returns are first, first + 1, ...
  void write_ten(const std::string& folder, int first) const {
    for (int seed = 0; seed < 10; ++seed) {
      write_run(folder + "/seed_000" + std::to_string(seed), {std::to_string(first + seed)});
    }
  }

  Program program_;
};

TEST_F(SummaryTest, TellsWhenAThresholdWasReachedAndHeld) {
  std::vector<std::string> returns(150, "1");
  returns[20] = "7";
  for (std::size_t i = 30; i < 140; ++i) returns[i] = "5";
  write_run("runs/seed_0000", returns);
  write_run("runs/seed_0001", {"1", "2"});
  const Outcome group = program_.run("summary runs --threshold 5 --csv");
  EXPECT_EQ(group.exit_code, 0);
  EXPECT_EQ(group.out,
            "group,runs,area,area_low,area_high,reached,first,first_low,first_high,held,held_first,held_low,held_high\n"
            "runs,2,2.7366666666666664,nan,nan,1,21,nan,nan,1,130,nan,nan\n");
  const Outcome runs = program_.run("summary runs --threshold 5 --runs --csv");
  EXPECT_EQ(runs.out, "group,seed,area,reached,held\nruns,0,3.973333333333333,21,130\nruns,0,1.5,nan,nan\n");
}

TEST_F(SummaryTest, ShowsTheFiguresOfWhatRlrunWrote) {
  program_.write("small.yaml", small_config);
  ASSERT_EQ(program_.run("small.yaml --seeds 0..9 --quiet").exit_code, 0);
  const Outcome outcome = program_.run("summary results");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("iqm_low"), HasSubstr("\nresults/small     10    10        0 ")));
  EXPECT_EQ(program_.run("summary results").out, outcome.out);
}

TEST_F(SummaryTest, PrintsAllDigitsAsCsv) {
  write_ten("out/a", 0);
  const Outcome outcome = program_.run("summary out --csv");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(
      outcome.out,
      StartsWith("group,seeds,done,running,dead,interrupted,failed,diverged,missing,mean,mean_low,mean_high,std,median,"
                 "iqm,iqm_low,iqm_high\nout/a,10,10,0,0,0,0,0,0,4.5,"));
  EXPECT_THAT(outcome.out, HasSubstr(",3.0276503540974917,4.5,4.5,"));
}

TEST_F(SummaryTest, CountsStatesAndNamesWhatIsNotDone) {
  write_ten("out/a", 0);
  write_run("out/a/seed_0010", {"1000"}, RunStatus::running);
  write_run("out/a/seed_0011", {"1000"}, RunStatus::interrupted);
  write_run("out/a/seed_0012", {"1000"}, RunStatus::failed);
  write_run("out/a/seed_0013", {"1000"}, RunStatus::diverged);
  write_run("out/a/seed_0014", {"9.5"}, std::nullopt);
  std::filesystem::create_directories(program_.folder() / "out/a/seed_0015");
  const Outcome outcome = program_.run("summary out/a --csv");
  EXPECT_EQ(outcome.exit_code, 4);
  EXPECT_THAT(outcome.out, HasSubstr("\nout/a,16,11,0,1,1,1,1,1,4.95"));
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("out/a/seed_0010: dead"), HasSubstr("out/a/seed_0011: interrupted"),
                                 HasSubstr("out/a/seed_0012: failed"), HasSubstr("out/a/seed_0013: diverged"),
                                 Not(HasSubstr("seed_0014")), HasSubstr("out/a/seed_0015: missing: ")));
  EXPECT_THAT(outcome.err, Not(HasSubstr("too few")));
}

TEST_F(SummaryTest, WarnsOfFewSeedsAndLeavesOutWhatTheyCannotTell) {
  write_run("out/a/seed_0000", {"2"});
  const Outcome one = program_.run("summary out");
  EXPECT_EQ(one.exit_code, 0);
  EXPECT_THAT(one.err, HasSubstr("out/a: 1 finished runs are too few"));
  EXPECT_THAT(one.out, testing::EndsWith("  2.000         -          -    -   2.000  2.000        -         -\n"));
  EXPECT_THAT(program_.run("summary out --csv").out, HasSubstr(",2,nan,nan,nan,2,2,nan,nan\n"));
}

TEST_F(SummaryTest, FewerThanFiveSeedsHaveNoInterval) {
  for (int seed = 0; seed < 4; ++seed) write_run("out/a/seed_000" + std::to_string(seed), {std::to_string(seed)});
  EXPECT_THAT(program_.run("summary out --csv").out, HasSubstr(",1.5,nan,nan,"));
  write_run("out/a/seed_0004", {"4"});
  const Outcome five = program_.run("summary out --csv > table.csv");
  EXPECT_EQ(five.err, "");
  const experiment::CsvTable table(program_.folder() / "table.csv");
  EXPECT_LT(table.numbers("mean_low")[0], 2.0);
  EXPECT_GT(table.numbers("mean_high")[0], 2.0);
}

TEST_F(SummaryTest, LastSetsTheEpisodesThatCount) {
  write_run("out/a/seed_0000", {"100", "4", "6"});
  EXPECT_THAT(program_.run("summary out --csv --last 2").out, HasSubstr(",5,nan,nan,nan,5,5,nan,nan\n"));
  EXPECT_THAT(program_.run("summary out --csv --last 1").out, HasSubstr(",6,nan,nan,nan,6,6,nan,nan\n"));
  EXPECT_EQ(program_.run("summary out --last 0").exit_code, 2);
  EXPECT_EQ(program_.run("summary out --last -3").exit_code, 2);
  EXPECT_THAT(program_.run("summary --help").out, AllOf(HasSubstr("final return"), HasSubstr("(default: 100)")));
}

TEST_F(SummaryTest, TellsTheProbabilityOfImprovementOverABaseline) {
  write_ten("out/base", 0);
  write_ten("out/better", 100);
  write_ten("out/equal", 0);
  const Outcome outcome = program_.run("summary out --csv --baseline out/base > table.csv");
  EXPECT_EQ(outcome.exit_code, 0);
  const experiment::CsvTable table(program_.folder() / "table.csv");
  EXPECT_THAT(table.texts("group"), ElementsAre("out/base", "out/better", "out/equal"));
  EXPECT_THAT(table.texts("improvement"), ElementsAre("nan", "1", "0.5"));
  EXPECT_LT(table.numbers("improvement_low")[2], 0.4);
  EXPECT_GT(table.numbers("improvement_high")[2], 0.6);
}

TEST_F(SummaryTest, TheBaselineMustBeOneGroupAndDone) {
  write_ten("out/a", 0);
  write_ten("out/b", 0);
  const Outcome several = program_.run("summary out/a --baseline out");
  EXPECT_EQ(several.exit_code, 2);
  EXPECT_THAT(several.err, AllOf(HasSubstr("out: there are several groups"), HasSubstr("\n  out/a\n  out/b")));
  EXPECT_EQ(program_.run("summary out/a --baseline gone").exit_code, 2);
  write_run("out/b/seed_0010", {"1"}, RunStatus::failed);
  const Outcome missing = program_.run("summary out/a --baseline out/b");
  EXPECT_EQ(missing.exit_code, 4);
  EXPECT_THAT(missing.err, HasSubstr("out/b/seed_0010: failed"));
}

TEST_F(SummaryTest, GroupsAreNamedFromTheWorkingDirectoryOrElseByTheirWholePath) {
  write_run("out/a/seed_0000", {"1"});
  EXPECT_THAT(program_.run("summary ./out/../out/a --csv").out, HasSubstr("\nout/a,1,1,"));
  EXPECT_THAT(program_.run("summary seed_0000 --csv", "cd out/a;").out, HasSubstr("\n.,1,1,"));
  EXPECT_THAT(program_.run("summary . --csv", "cd out/a/seed_0000;").out, HasSubstr("/out/a,1,1,"));
}

TEST_F(SummaryTest, NamesOfGroupsWithCommasStandInQuotes) {
  write_run("out/a/x=1,y=2/seed_0000", {"1"});
  EXPECT_THAT(program_.run("summary out --csv").out, HasSubstr("\n\"out/a/x=1,y=2\",1,1,"));
}

TEST_F(SummaryTest, ExplainsAFolderThatItCannotUse) {
  EXPECT_EQ(program_.run("summary").exit_code, 2);
  const Outcome gone = program_.run("summary gone");
  EXPECT_EQ(gone.exit_code, 2);
  EXPECT_THAT(gone.err, HasSubstr("gone: there is no such folder"));
  const Outcome empty = program_.run("summary .");
  EXPECT_EQ(empty.exit_code, 2);
  EXPECT_THAT(empty.err, HasSubstr(".: there is no run in this folder"));
  EXPECT_EQ(empty.out, "");
}

TEST_F(SummaryTest, ReferenceCurvesAreDone) {
  const Outcome outcome =
      program_.run("summary --csv " RLRUN_SOURCE_DIR "/results/reference/rgrl_cartpole > table.csv");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.err, "");
  const experiment::CsvTable table(program_.folder() / "table.csv");
  EXPECT_THAT(table.numbers("done"), ElementsAre(10.0));
  EXPECT_THAT(table.numbers("missing"), ElementsAre(0.0));
  EXPECT_THAT(table.numbers("iqm"), Each(testing::AllOf(testing::Gt(table.numbers("iqm_low")[0]),
                                                        testing::Lt(table.numbers("iqm_high")[0]))));
}

}  // namespace
}  // namespace rlrun::cli
