// rlrun plan and rlrun report.
#include <gmock/gmock.h>

#include <filesystem>
#include <sstream>

#include "lib/experiment/manifest.hpp"
#include "tests/cli/program.hpp"

namespace rlrun::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr std::string_view experiments =
    "experiments:\n"
    "  poles:\n"
    "    title: Poles & carts\n"
    "    source: a paper, Figure 1\n"
    "    note: Nothing learns.\n"
    "    runs:\n"
    "      drawn: {config: small.yaml, seeds: 0..3, seconds: 10, quick: {seeds: 0..1, set: {run.episodes: 5}}}\n"
    "      longer: {config: small.yaml, seeds: 0..1, seconds: 2.5, set: {run.episodes: 40}}\n"
    "    comparisons:\n"
    "      easy: {runs: drawn, metric: mean_return, published: 9 (1), reference: \"8\", at_least: 5}\n"
    "      hard: {runs: drawn, metric: peak, at_least: 1000}\n"
    "      never: {runs: longer, metric: reached, threshold: 1000, at_most: 7}\n"
    "  rest: {title: The rest, source: none, runs: {other: {config: other.yaml, seeds: \"7\", seconds: 1}}}\n";

class ReportTest : public testing::Test {
 protected:
  ReportTest() {
    program_.write("list.yaml", experiments);
    program_.write("small.yaml", small_config);
    std::string other(small_config);
    program_.write("other.yaml", other.replace(other.find("small"), 5, "other"));
  }

  void run(const std::string& arguments) const {
    ASSERT_EQ(program_.run("run " + arguments + " --quiet --out runs").exit_code, 0);
  }

  Program program_;
};

TEST_F(ReportTest, PlansWhatIsLeft) {
  const std::string drawn = "small.yaml --seeds 0..3 --out runs\n";
  EXPECT_EQ(program_.run("plan list.yaml runs").out,
            "poles\tdrawn\t4\t4\t40\t" + drawn +
                "poles\tlonger\t2\t2\t5\tsmall.yaml --seeds 0..1 --set run.episodes=40 --out runs\n"
                "rest\tother\t1\t1\t1\tother.yaml --seeds 7 --out runs\n");
  run("small.yaml --seeds 1..2");
  EXPECT_EQ(program_.run("plan list.yaml runs --only poles").out,
            "poles\tdrawn\t4\t2\t20\t" + drawn +
                "poles\tlonger\t2\t2\t5\tsmall.yaml --seeds 0..1 --set run.episodes=40 --out runs\n");
  EXPECT_THAT(program_.run("plan list.yaml runs --quick").out,
              HasSubstr("poles\tdrawn\t2\t2\t20\tsmall.yaml --seeds 0..1 --set run.episodes=5 --out runs\n"));
}

TEST_F(ReportTest, ItsArgumentsPerformTheRuns) {
  std::istringstream plan(program_.run("plan list.yaml runs").out);
  for (std::string line; std::getline(plan, line);) {
    EXPECT_EQ(program_.run("run " + line.substr(line.rfind('\t') + 1) + " --quiet").exit_code, 0);
  }
  EXPECT_THAT(program_.run("plan list.yaml runs").out,
              AllOf(HasSubstr("drawn\t4\t0\t0"), HasSubstr("longer\t2\t0\t0"), HasSubstr("other\t1\t0\t0")));
  EXPECT_EQ(program_.run("report list.yaml runs -o out").exit_code, 0);
}

TEST_F(ReportTest, SetsRunsAgainstWhatWasPublished) {
  run("small.yaml --seeds 0..3");
  run("small.yaml --seeds 0..1 --set run.episodes=40");
  const Outcome outcome = program_.run("report list.yaml runs -o deep/out");
  EXPECT_EQ(outcome.exit_code, 4);
  const std::string text = program_.read("deep/out/REPORT.md");
  EXPECT_THAT(text, AllOf(HasSubstr("| Poles & carts | a paper, Figure 1 | 6 | 1 | 0 | 2 |"),
                          HasSubstr("| The rest | none | 0 of 1 | 0 | 0 | 0 |"), HasSubstr("\nNothing learns.\n"),
                          HasSubstr("| easy | drawn | 9 (1) | 8 | ≥ 5 | "), HasSubstr(" | 4 | met |"),
                          HasSubstr("| hard | drawn | - | - | ≥ 1000 | "), HasSubstr(" | 4 | short |"),
                          HasSubstr("| never | longer | - | - | ≤ 7 | - (0 of 2) | - | 2 | short |")));
  EXPECT_THAT(text, AllOf(HasSubstr("![Learning curves: Poles & carts](poles.svg)"), Not(HasSubstr("rest.svg")),
                          HasSubstr("rlrun run small.yaml --seeds 0..1 --set run.episodes=40 --out runs\n"),
                          HasSubstr("Not completed of other: seed 7 missing.")));
  EXPECT_THAT(program_.read("deep/out/report.html"),
              AllOf(HasSubstr("<h2>Poles &amp; carts</h2>"), HasSubstr("<svg"), Not(HasSubstr("poles.svg"))));
  EXPECT_THAT(program_.read("deep/out/figures.csv"),
              AllOf(StartsWith("experiment,group,metric,mean,low,high,deviation,values,runs,verdict,what\n"
                               "\"poles\",\"drawn\",mean_return,"),
                    HasSubstr(",4,4,met,\"easy\"\n"), HasSubstr(",4,4,short,\"hard\"\n"),
                    HasSubstr("\n\"poles\",\"longer\",reached,,,,,0,2,short,\"never\"\n")));
  EXPECT_THAT(program_.read("deep/out/poles.csv"), AllOf(HasSubstr("\ndrawn,0,"), HasSubstr("\nlonger,39,")));
}

TEST_F(ReportTest, ShortenedRunsAreNotJudged) {
  run("small.yaml --seeds 0..1 --set run.episodes=5");
  run("small.yaml --seeds 0..1 --set run.episodes=40");
  EXPECT_EQ(program_.run("report list.yaml runs -o out --quick --only poles").exit_code, 0);
  const std::string text = program_.read("out/REPORT.md");
  EXPECT_THAT(text, AllOf(HasSubstr("--quick"), HasSubstr(" | 2 | - |\n| hard"), HasSubstr(" | 2 | short |")));
}

TEST_F(ReportTest, RunsThatDivergedHaveEnded) {
  run("small.yaml --seeds 0..3");
  run("small.yaml --seeds 0..1 --set run.episodes=40");
  const auto directory = program_.folder() / "runs/small/seed_0002";
  auto manifest = experiment::read_manifest(directory).value();
  manifest.status = experiment::RunStatus::diverged;
  experiment::write_manifest(directory, manifest);
  EXPECT_EQ(program_.run("report list.yaml runs -o out --only poles").exit_code, 0);
  const std::string text = program_.read("out/REPORT.md");
  EXPECT_THAT(text, AllOf(HasSubstr("(3 of 4)"), HasSubstr("Not completed of drawn: seed 2 diverged.")));
  EXPECT_THAT(program_.run("plan list.yaml runs").out, HasSubstr("drawn\t4\t0\t0"));
}

TEST_F(ReportTest, RunsOfAnotherConfigAreMissing) {
  run("other.yaml --seeds 7");
  program_.write("other.yaml", program_.read("other.yaml") + "precision: double\n");
  EXPECT_EQ(program_.run("report list.yaml runs -o out --only rest").exit_code, 4);
  EXPECT_THAT(program_.read("out/REPORT.md"), HasSubstr("seed 7 missing: a finished run of another config"));
}

TEST_F(ReportTest, SetsAllLearnersOnAllTasksSideBySide) {
  program_.write("tasks.yaml",
                 "experiments:\n"
                 "  easy:\n"
                 "    title: Easy\n"
                 "    source: none\n"
                 "    table: {last: 2, threshold: 1, unsuited: {table: it is too small}}\n"
                 "    runs:\n"
                 "      drawn: {config: small.yaml, seeds: 0..1, seconds: 1}\n"
                 "      other: {config: other.yaml, seeds: 0..1, seconds: 1}\n"
                 "  hard:\n"
                 "    title: Hard\n"
                 "    source: none\n"
                 "    table: {last: 2, threshold: 1000}\n"
                 "    runs: {drawn: {config: small.yaml, seeds: 0..1, seconds: 1}}\n"
                 "  rest: {title: Rest, source: none, runs: {drawn: {config: small.yaml, seeds: 0..1, seconds: 1}}}\n");
  run("small.yaml --seeds 0..1");
  EXPECT_EQ(program_.run("report tasks.yaml runs -o out").exit_code, 4);
  const std::string text = program_.read("out/REPORT.md");
  EXPECT_THAT(text, AllOf(HasSubstr("## All learners on all tasks\n"), HasSubstr("| learner | Easy | Hard |\n"),
                          HasSubstr("| learner | Easy, 1 over 2 | Hard, 1000 over 2 |\n"),
                          HasSubstr("| drawn | 2 (2 of 2) | never (0 of 2) |\n"), HasSubstr("| other | - |  |\n"),
                          HasSubstr("| table | not possible |  |\n"),
                          HasSubstr("\nNot possible: table on Easy: it is too small.\n")));
  EXPECT_EQ(program_.run("report tasks.yaml runs -o out --only 'r*'").exit_code, 0);
  EXPECT_THAT(program_.read("out/REPORT.md"), Not(HasSubstr("All learners")));
}

TEST_F(ReportTest, ExplainsWhatIsWrong) {
  const Outcome unknown = program_.run("report list.yaml runs -o out --only pole");
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err, HasSubstr("--only pole: there is no such experiment; allowed: poles, rest"));
  EXPECT_EQ(program_.run("report list.yaml runs -o small.yaml").exit_code, 2);
  program_.write("small.yaml", "experiment: small\n");
  const Outcome bad = program_.run("plan list.yaml runs");
  EXPECT_EQ(bad.exit_code, 2);
  EXPECT_THAT(bad.err, HasSubstr("small.yaml:1:1: "));
  EXPECT_THAT(program_.run("plan small.yaml runs").err, HasSubstr("small.yaml:1:1: experiments: there are none"));
}

TEST(ShippedExperimentsTest, RunEveryConfigOfThePapers) {
  const Program program;
  const Outcome outcome = program.run("plan results/paper/experiments.yaml /nowhere", "cd " RLRUN_SOURCE_DIR " && ");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  for (const auto& config : std::filesystem::directory_iterator(RLRUN_SOURCE_DIR "/configs/paper")) {
    EXPECT_THAT(outcome.out, HasSubstr("\tconfigs/paper/" + config.path().filename().string() + " "));
  }
}

}  // namespace
}  // namespace rlrun::cli
