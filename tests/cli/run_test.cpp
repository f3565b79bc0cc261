#include <gmock/gmock.h>

#include <chrono>
#include <cmath>
#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>
#include <regex>
#include <sstream>
#include <thread>

#include "lib/experiment/csv_table.hpp"
#include "tests/cli/program.hpp"

namespace rlrun::cli {
namespace {

using testing::AllOf;
using testing::Each;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

const std::string run_folder = "results/small/seed_0003/";

class RunTest : public testing::Test {
 protected:
  void SetUp() override { program_.write("small.yaml", small_config); }

  [[nodiscard]] std::string status(const std::string& folder) const {
    return nlohmann::json::parse(program_.read(folder + "run.json"))["status"];
  }

  Program program_;
};

TEST_F(RunTest, SaysWhereTheResultsLieAndSumsThemUp) {
  const Outcome outcome = program_.run("small.yaml");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out,
              AllOf(StartsWith("results: results/small/seed_0003\n"), HasSubstr("best 10"), HasSubstr("completed")));
  EXPECT_EQ(status(run_folder), "completed");
}

TEST_F(RunTest, StderrCarriesNoProgressBarWithoutATerminalAndNothingWhenQuiet) {
  EXPECT_THAT(program_.run("small.yaml").err, testing::Not(HasSubstr("\r")));
  EXPECT_EQ(program_.run("small.yaml --out other --quiet").err, "");
}

TEST_F(RunTest, TheSameSeedGivesTheSameCurveAtAnyNumberOfThreads) {
  ASSERT_EQ(program_.run("small.yaml --out a --threads 1").exit_code, 0);
  ASSERT_EQ(program_.run("small.yaml --out b --threads 2").exit_code, 0);
  ASSERT_EQ(program_.run("small.yaml --out c --seed 4").exit_code, 0);
  EXPECT_EQ(program_.read("a/small/seed_0003/curve.csv"), program_.read("b/small/seed_0003/curve.csv"));
  EXPECT_NE(program_.read("a/small/seed_0003/curve.csv"), program_.read("c/small/seed_0004/curve.csv"));
}

TEST_F(RunTest, TheNumberOfEnvironmentsDoesNotChangeWhatHappensInAnEpisode) {
  ASSERT_EQ(program_.run("small.yaml --out a").exit_code, 0);
  ASSERT_EQ(program_.run("small.yaml --out b --set run.num_envs=1").exit_code, 0);
  EXPECT_EQ(program_.read("a/small/seed_0003/curve.csv"), program_.read("b/small/run.num_envs=1/seed_0003/curve.csv"));
}

TEST_F(RunTest, EpisodesOfATaskOfOneStepAreReportedByBatches) {
  program_.write("multiplexer.yaml",
                 "experiment: multiplexer\nenvironment: {name: Multiplexer, address_bits: 2}\n"
                 "learner: {name: random}\nrun: {episodes: 50, num_envs: 8}\n");
  ASSERT_EQ(program_.run("multiplexer.yaml").exit_code, 0);
  const experiment::CsvTable curve(program_.folder() / "results/multiplexer/seed_0000/curve.csv");
  ASSERT_EQ(curve.rows(), 50U);
  const auto steps = curve.numbers("step");
  const auto returns = curve.numbers("episode_return");
  double sum = 0.0;
  for (std::size_t batch = 0; batch < 50; ++batch) {
    EXPECT_EQ(steps[batch], 8.0 * static_cast<double>(batch + 1));
    EXPECT_EQ(returns[batch] * 4.0, std::round(returns[batch] * 4.0));  // of 8 rewards of 1 or -1
    sum += returns[batch];
  }
  EXPECT_NEAR(sum / 50.0, 0.0, 4.0 / std::sqrt(400.0));  // four standard errors
  EXPECT_THAT(curve.texts("episode_length"), Each("1"));
  EXPECT_THAT(curve.texts("terminated"), Each("1"));
  EXPECT_EQ(curve.numbers("episode").back(), 49.0);
}

/// As stable_baselines3.common.monitor.load_results reads it: a line of JSON behind a #, then a table with a header.
TEST_F(RunTest, StableBaselinesReadsMonitorBack) {
  ASSERT_EQ(program_.run("small.yaml").exit_code, 0);
  std::istringstream file(program_.read(run_folder + "monitor.csv"));
  std::string line;
  std::getline(file, line);
  ASSERT_EQ(line.front(), '#');
  const auto header = nlohmann::json::parse(line.substr(1));
  EXPECT_GT(header.at("t_start").get<double>(), 1.7e9);
  EXPECT_EQ(header.at("env_id"), "CartPole-v1");
  std::ostringstream table;
  table << file.rdbuf();
  program_.write("table.csv", std::regex_replace(table.str(), std::regex("\r\n"), "\n"));
  const experiment::CsvTable monitor(program_.folder() / "table.csv");
  EXPECT_THAT(monitor.header(), ElementsAre("r", "l", "t"));
  const experiment::CsvTable curve(program_.folder() / (run_folder + "curve.csv"));
  EXPECT_EQ(monitor.numbers("r"), curve.numbers("episode_return"));
  EXPECT_EQ(monitor.numbers("l"), curve.numbers("episode_length"));
  EXPECT_THAT(monitor.numbers("t"), Each(testing::Gt(0.0)));  // not in order: episodes overtake each other
}

TEST_F(RunTest, TheResolvedConfigRepeatsTheRunByteForByte) {
  ASSERT_EQ(program_.run("small.yaml --set environment.time_limit=15 --seed 9").exit_code, 0);
  const std::string original = "results/small/environment.time_limit=15/seed_0009/";
  ASSERT_EQ(program_.run("run " + original + "config.yaml --out again").exit_code, 0);
  for (const std::string file : {"curve.csv", "config.yaml"}) {
    EXPECT_EQ(program_.read("again" + original.substr(original.find('/')) + file), program_.read(original + file));
  }
}

TEST_F(RunTest, TensorboardFilesAreWrittenWhereTheyAreAskedFor) {
  ASSERT_EQ(program_.run("small.yaml --seeds 0,1 --jobs 2 --tensorboard").exit_code, 0);
  ASSERT_EQ(program_.run("small.yaml --out plain").exit_code, 0);
  const std::string name = "/events.out.tfevents.0.rlrun";
  EXPECT_THAT(program_.read("results/small/seed_0000" + name), HasSubstr("episode/return"));
  EXPECT_THAT(program_.read("results/small/seed_0001" + name), HasSubstr("brain.Event:2"));
  EXPECT_FALSE(std::filesystem::exists(program_.folder() / ("plain/small/seed_0003" + name)));
}

TEST_F(RunTest, DryRunWritesNothingAndPrintsAConfigThatLoads) {
  const Outcome outcome = program_.run("run small.yaml --seeds 0..2 --dry-run");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(program_.files(), ElementsAre("small.yaml"));
  EXPECT_THAT(outcome.out, EndsWith("# run results/small/seed_0000\n"
                                    "# run results/small/seed_0001\n"
                                    "# run results/small/seed_0002\n"));
  program_.write("printed.yaml", outcome.out);
  EXPECT_EQ(program_.run("validate printed.yaml").exit_code, 0);
}

TEST_F(RunTest, SeveralSeedsGiveIntervalsAndAWarningThatTheyAreFew) {
  const Outcome outcome = program_.run("small.yaml --seeds 5,0..1");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("results: results/small/seed_0005\n"), HasSubstr("mean"),
                                 HasSubstr("95% low"), HasSubstr("95% high")));
  EXPECT_THAT(outcome.err, HasSubstr("3 finished runs are too few for an interval"));
  EXPECT_THAT(program_.run("small.yaml --seeds 10..19").err, testing::Not(HasSubstr("too few")));
}

TEST_F(RunTest, AFinishedRunIsSkippedAndOthersAreRefusedWithoutForce) {
  ASSERT_EQ(program_.run("small.yaml").exit_code, 0);
  const std::string timing = program_.read(run_folder + "timing.csv");
  const Outcome again = program_.run("small.yaml");
  EXPECT_EQ(again.exit_code, 0);
  EXPECT_THAT(again.err, HasSubstr("skipped"));
  EXPECT_THAT(again.out, HasSubstr("completed"));

  program_.write("other.yaml",
                 "experiment: small\nenvironment: {name: CartPole-v1}\nlearner: {name: random}\n"
                 "run: {seed: 3, episodes: 31}\n");
  const Outcome refused = program_.run("other.yaml");
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("--force"));
  EXPECT_EQ(program_.read(run_folder + "timing.csv"), timing);
  EXPECT_EQ(program_.run("other.yaml --force").exit_code, 0);
  EXPECT_NE(program_.read(run_folder + "timing.csv"), timing);
}

TEST_F(RunTest, ARefusalStopsEverythingBeforeItStarts) {
  std::filesystem::create_directories(program_.folder() / "results/small/seed_0001");
  EXPECT_EQ(program_.run("small.yaml --seeds 0..2").exit_code, 2);
  EXPECT_FALSE(std::filesystem::exists(program_.folder() / "results/small/seed_0000"));
}

TEST_F(RunTest, AFullDiskFailsTheRun) {
  const Outcome outcome = program_.run("small.yaml --set run.episodes=20000", "ulimit -f 16;");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr(".csv: cannot write"));
  EXPECT_EQ(status("results/small/run.episodes=20000/seed_0003/"), "failed");
  EXPECT_EQ(program_.run("list > /dev/full").exit_code, 1);
}

class SignalTest : public RunTest, public testing::WithParamInterface<int> {};

TEST_P(SignalTest, StopsTheRunAndKeepsItsRows) {
  const pid_t process = program_.start({"run", "small.yaml", "--set", "run.episodes=1000000000"});
  const std::string folder = "results/small/run.episodes=1000000000/seed_0003/";
  const auto rows_written = [&] {
    std::error_code absent;
    return std::filesystem::file_size(program_.folder() / (folder + "curve.csv"), absent) > 1000 && !absent;
  };
  for (int waits = 0; waits < 1000 && !rows_written(); ++waits) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  ASSERT_EQ(::kill(process, GetParam()), 0);
  EXPECT_EQ(Program::wait_for(process), 75);
  EXPECT_EQ(status(folder), "interrupted");
  const std::string curve = program_.read(folder + "curve.csv");
  EXPECT_GT(curve.size(), 1000U);
  EXPECT_EQ(curve.back(), '\n');

  const Outcome again = program_.run("small.yaml --set run.episodes=1000000000");
  EXPECT_EQ(again.exit_code, 2);
  EXPECT_THAT(again.err, AllOf(HasSubstr("unfinished"), HasSubstr("--force")));
}

INSTANTIATE_TEST_SUITE_P(Signals, SignalTest, testing::Values(SIGINT, SIGTERM));

}  // namespace
}  // namespace rlrun::cli
