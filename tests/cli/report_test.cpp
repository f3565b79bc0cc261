// rlrun plan and rlrun report.
#include <gmock/gmock.h>

#include <algorithm>
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
    "deviations: {Poles: ours are shorter}\n"
    "experiments:\n"
    "  poles:\n"
    "    title: Poles & carts\n"
    "    source: a paper, Figure 1\n"
    "    note: Nothing learns.\n"
    "    runs:\n"
    "      drawn: {config: small.yaml, seeds: 1000..1004, seconds: 10, quick: {seeds: 1000..1001, set: {run.episodes: "
    "5}}}\n"
    "      longer: {config: small.yaml, seeds: 1000..1001, seconds: 2.5, set: {run.episodes: 40}}\n"
    "    comparisons:\n"
    "      as published: {runs: drawn, metric: mean_return, published: {mean: 22, deviation: 30, runs: 10}, reference: "
    "\"8\"}\n"
    "      far away: {runs: drawn, metric: mean_return, published: {mean: 400, deviation: 30, runs: 10}}\n"
    "      in words: {runs: drawn, metric: peak, published: {claim: it is fine}}\n"
    "      easy: {runs: drawn, metric: mean_return, at_least: 5}\n"
    "      hard: {runs: drawn, metric: peak, at_least: 1000}\n"
    "      never: {runs: longer, metric: reached, threshold: 1000, at_most: 7}\n"
    "      longer runs: {runs: drawn, metric: peak, better_than: longer}\n"
    "  rest: {title: The rest, source: none, runs: {other: {config: other.yaml, seeds: \"1007\", seconds: 1}}}\n";

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
  const std::string drawn = "small.yaml --seeds 1000..1004 --out runs\n";
  EXPECT_EQ(program_.run("plan list.yaml runs").out,
            "poles\tdrawn\t5\t5\t50\t" + drawn +
                "poles\tlonger\t2\t2\t5\tsmall.yaml --seeds 1000..1001 --set run.episodes=40 --out runs\n"
                "rest\tother\t1\t1\t1\tother.yaml --seeds 1007 --out runs\n");
  run("small.yaml --seeds 1001..1002");
  EXPECT_EQ(program_.run("plan list.yaml runs --only poles").out,
            "poles\tdrawn\t5\t3\t30\t" + drawn +
                "poles\tlonger\t2\t2\t5\tsmall.yaml --seeds 1000..1001 --set run.episodes=40 --out runs\n");
  EXPECT_THAT(program_.run("plan list.yaml runs --quick").out,
              HasSubstr("poles\tdrawn\t2\t2\t20\tsmall.yaml --seeds 1000..1001 --set run.episodes=5 --out runs\n"));
}

TEST_F(ReportTest, ItsArgumentsPerformTheRuns) {
  std::istringstream plan(program_.run("plan list.yaml runs").out);
  for (std::string line; std::getline(plan, line);) {
    EXPECT_EQ(program_.run("run " + line.substr(line.rfind('\t') + 1) + " --quiet").exit_code, 0);
  }
  EXPECT_THAT(program_.run("plan list.yaml runs").out,
              AllOf(HasSubstr("drawn\t5\t0\t0"), HasSubstr("longer\t2\t0\t0"), HasSubstr("other\t1\t0\t0")));
  EXPECT_EQ(program_.run("report list.yaml runs -o out").exit_code, 0);
}

TEST_F(ReportTest, SetsRunsAgainstWhatWasPublished) {
  run("small.yaml --seeds 1000..1004");
  run("small.yaml --seeds 1000..1001 --set run.episodes=40");
  const Outcome outcome = program_.run("report list.yaml runs -o deep/out");
  EXPECT_EQ(outcome.exit_code, 4);
  const std::string text = program_.read("deep/out/REPORT.md");
  EXPECT_THAT(
      text, AllOf(HasSubstr("| Poles & carts | a paper, Figure 1 | 7 | 1 | 1 | 1 | 1 | 1 | 2 |"),
                  HasSubstr("| The rest | none | 0 of 1 | 0 | 0 | 0 | 0 | 0 | 0 |"), HasSubstr("\nNothing learns.\n"),
                  HasSubstr("| as published | drawn | 22 (sd 30), 10 runs | 8 | "), HasSubstr(" | 5 | holds | Welch, "),
                  HasSubstr("| hard | drawn | ≥ 1000 | - | "),
                  HasSubstr(" | 5 | does not hold | 95% interval of ours against the goal |"),
                  HasSubstr("| never | longer | ≤ 7 | - | - (0 of 2) | - | 2 | fewer than 5 seeds | - |"),
                  HasSubstr("| longer runs | drawn | better than longer | ")));
  EXPECT_THAT(text, AllOf(HasSubstr("![Learning curves: Poles & carts](poles.svg)"), Not(HasSubstr("rest.svg")),
                          HasSubstr("rlrun run small.yaml --seeds 1000..1001 --set run.episodes=40 --out runs\n"),
                          HasSubstr("Not completed of other: seed 1007 missing.")));
  EXPECT_THAT(program_.read("deep/out/report.html"),
              AllOf(HasSubstr("<h2>Poles &amp; carts</h2>"), HasSubstr("<svg"), Not(HasSubstr("poles.svg"))));
  EXPECT_THAT(program_.read("deep/out/figures.csv"),
              AllOf(StartsWith("experiment,group,metric,mean,low,high,deviation,values,runs,verdict,what,kind,test\n"
                               "\"poles\",\"drawn\",mean_return,"),
                    HasSubstr(",5,5,holds,\"as published\",published,\"Welch, "),
                    HasSubstr(",5,5,holds,\"easy\",goal,"), HasSubstr(",5,5,does not hold,\"hard\",goal,"),
                    HasSubstr("\n\"poles\",\"longer\",reached,,,,,0,2,fewer than 5 seeds,\"never\",goal,\"\"\n")));
  EXPECT_THAT(program_.read("deep/out/poles.csv"), AllOf(HasSubstr("\ndrawn,0,"), HasSubstr("\nlonger,39,")));
}

TEST_F(ReportTest, BeginsWithWhatHoldsWhatDoesNotAndWhatCannotBeTold) {
  run("small.yaml --seeds 1000..1004");
  EXPECT_EQ(program_.run("report list.yaml runs -o out").exit_code, 4);
  const std::string text = program_.read("out/REPORT.md");
  const auto at = [&](const std::string& part) {
    EXPECT_THAT(text, HasSubstr(part));
    return text.find(part);
  };
  const std::vector<std::size_t> places = {
      at("- Poles: ours are shorter\n"),
      at("## Published, and it holds\n\n- Poles & carts, as published: published 22 (sd 30), 10 runs; ours "),
      at("## Published, and it does not hold\n\n- Poles & carts, far away: published 400 (sd 30), 10 runs; ours "),
      at("## Published, and it cannot be told\n\n- Poles & carts, in words: published it is fine; ours "),
      at("; not tested\n"),
      at("## All experiments\n")};
  EXPECT_TRUE(std::ranges::is_sorted(places));
}

TEST_F(ReportTest, SetsAPublishedCurveBesideOurs) {
  program_.write("figure.csv", "panel,episode,return\np,1,5000\np,2,20\np,3,-1\n");
  program_.write("curves.yaml",
                 "experiments:\n"
                 "  curves:\n"
                 "    title: Curves\n"
                 "    source: a figure\n"
                 "    runs:\n"
                 "      drawn: {config: small.yaml, seeds: 1000..1004, seconds: 1, published_curve: {file: figure.csv, "
                 "panel: p}}\n"
                 "      noise: {config: other.yaml, seeds: 1000..1004, seconds: 1, floor: true}\n");
  run("small.yaml --seeds 1000..1004");
  run("other.yaml --seeds 1000..1004");
  EXPECT_EQ(program_.run("report curves.yaml runs -o out").exit_code, 0);
  EXPECT_THAT(program_.read("out/published_curves.csv"),
              AllOf(StartsWith("experiment,group,episode,published,seeds,mean,lowest,highest\ncurves,drawn,1,5000,5,"),
                    HasSubstr("\ncurves,drawn,3,-1,5,")));
  EXPECT_THAT(program_.read("out/REPORT.md"),
              AllOf(HasSubstr("| drawn | 3 | 3 | 5 | "), HasSubstr(" | 1 | 1 | 2.00 |\n")));
  EXPECT_THAT(program_.read("out/curves.csv"),
              AllOf(HasSubstr("\n\"drawn, published\",0,5000,nan,nan,1\n"), Not(HasSubstr("noise"))));
  EXPECT_THAT(program_.read("out/curves.gp"), AllOf(HasSubstr("with points"), HasSubstr("'floor noise: ")));
}

TEST_F(ReportTest, ShortenedRunsAreNotJudged) {
  run("small.yaml --seeds 1000..1001 --set run.episodes=5");
  run("small.yaml --seeds 1000..1001 --set run.episodes=40");
  EXPECT_EQ(program_.run("report list.yaml runs -o out --quick --only poles").exit_code, 0);
  const std::string text = program_.read("out/REPORT.md");
  EXPECT_THAT(
      text, AllOf(HasSubstr("--quick"), HasSubstr(" | 2 | - | - |\n| hard"), HasSubstr(" | 2 | fewer than 5 seeds |")));
}

TEST_F(ReportTest, RunsThatDivergedHaveEnded) {
  run("small.yaml --seeds 1000..1004");
  run("small.yaml --seeds 1000..1001 --set run.episodes=40");
  const auto directory = program_.folder() / "runs/small/seed_1002";
  auto manifest = experiment::read_manifest(directory).value();
  manifest.status = experiment::RunStatus::diverged;
  experiment::write_manifest(directory, manifest);
  EXPECT_EQ(program_.run("report list.yaml runs -o out --only poles").exit_code, 0);
  const std::string text = program_.read("out/REPORT.md");
  EXPECT_THAT(text, AllOf(HasSubstr("(4 of 5)"), HasSubstr("Not completed of drawn: seed 1002 diverged.")));
  EXPECT_THAT(program_.run("plan list.yaml runs").out, HasSubstr("drawn\t5\t0\t0"));
}

TEST_F(ReportTest, RunsOfAnotherConfigAreMissing) {
  run("other.yaml --seeds 1007");
  program_.write("other.yaml", program_.read("other.yaml") + "precision: double\n");
  EXPECT_EQ(program_.run("report list.yaml runs -o out --only rest").exit_code, 4);
  EXPECT_THAT(program_.read("out/REPORT.md"), HasSubstr("seed 1007 missing: a finished run of another config"));
}

TEST_F(ReportTest, SetsAllLearnersOnAllTasksSideBySide) {
  const std::string runs = "{config: small.yaml, seeds: 1000..1004, seconds: 1, policy: draws, knows: ";
  const std::string equal = "    set: {environment.time_limit: 50, run.evaluation.episodes: 4}\n";
  program_.write(
      "tasks.yaml",
      "experiments:\n"
      "  easy:\n"
      "    title: Easy\n"
      "    source: none\n" +
          equal +
          "    table: {last: 2, threshold: 1, unsuited: {table: it is too small}}\n"
          "    runs:\n"
          "      drawn: " +
          runs +
          "nothing}\n"
          "      wise: " +
          runs +
          "the answer, set: {run.episodes: 20}, settings: of Hard}\n"
          "      noise: " +
          runs +
          "nothing, set: {run.episodes: 10}, floor: true}\n"
          "  hard:\n"
          "    title: Hard\n"
          "    source: none\n" +
          equal +
          "    table: {last: 2, threshold: 1000}\n"
          "    runs:\n"
          "      drawn: " +
          runs +
          "nothing}\n"
          "  rest: {title: Rest, source: none, runs: {drawn: {config: small.yaml, seeds: 1000..1004, seconds: 1}}}\n");
  const std::string limits = " --set environment.time_limit=50 --set run.evaluation.episodes=4";
  run("small.yaml --seeds 1000..1004" + limits);
  run("small.yaml --seeds 1000..1004" + limits + " --set run.episodes=10");
  EXPECT_EQ(program_.run("report tasks.yaml runs -o out").exit_code, 4);
  const std::string text = program_.read("out/REPORT.md");
  EXPECT_THAT(text, AllOf(HasSubstr("## All learners on all tasks\n"), HasSubstr("| learner | Easy | Hard |\n"),
                          HasSubstr("| wise | - * |  |\n"), HasSubstr("| table | not possible |  |\n"),
                          HasSubstr("\nNot possible: table: it is too small.\n")));
  EXPECT_LT(text.find("| table | not"), text.find("| floor: noise | ")) << "floors come last";
  EXPECT_THAT(
      text,
      AllOf(HasSubstr("### Easy\n\n| learner | frozen policy | while training, last 2 | episodes until 1 over 2 | "
                      "steps | CPU seconds | acts | knows | settings |\n"),
            HasSubstr(" | 2.00 (5 of 5) | "), HasSubstr(" | draws | nothing | its own |\n"),
            HasSubstr("| wise | - | - | - | - | - | draws | the answer | of Hard |\n"),
            HasSubstr(" | never (0 of 5) | never (0 of 5) | never (0 of 5) | draws | nothing | its own |\n")));
  EXPECT_THAT(program_.read("out/figures.csv"),
              AllOf(HasSubstr("\n\"easy\",\"drawn\",frozen,"), HasSubstr("\n\"easy\",\"drawn\",training,"),
                    HasSubstr(",5,5,-,\"Easy\",table,\"\"\n")));
  EXPECT_EQ(program_.run("report tasks.yaml runs -o out --only 'r*'").exit_code, 4);
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
  EXPECT_EQ(program.run("plan results/reference/rgrl_ablation/experiments.yaml /nowhere", "cd " RLRUN_SOURCE_DIR " && ")
                .exit_code,
            0);
}

/// Seeds 1000 to 1019 are reported, of RGRL and of the table of all learners 1000 to 1009; runs that take an hour or
/// more have fewer, and no verdict.
TEST(ShippedExperimentsTest, ReportSeedsThatNothingWasChosenOn) {
  const Program program;
  const Outcome outcome = program.run("plan results/paper/experiments.yaml /nowhere", "cd " RLRUN_SOURCE_DIR " && ");
  std::istringstream plan(outcome.out);
  std::size_t lines = 0;
  for (std::string line; std::getline(plan, line); ++lines) {
    const auto begin = line.find("--seeds ") + 8;
    const std::string seeds = line.substr(begin, line.find(' ', begin) - begin);
    const bool ten = line.find("/rgrl_") != std::string::npos || line.starts_with("task_");
    if (ten) {
      EXPECT_THAT(seeds, testing::AnyOf("1000..1009", "1000..1002", "1000")) << line;
    } else {
      EXPECT_EQ(seeds, "1000..1019") << line;
    }
  }
  EXPECT_GT(lines, 100U);
}

}  // namespace
}  // namespace rlrun::cli
