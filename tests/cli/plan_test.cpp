// Which runs a command stands for: planned once, named alike whatever the spelling.
#include <gmock/gmock.h>
#include <signal.h>

#include <chrono>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/cli/program.hpp"

namespace rlrun::cli {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class PlanTest : public testing::Test {
 protected:
  PlanTest() { program_.write("small.yaml", small_config); }

  [[nodiscard]] nlohmann::json manifest(const std::string& folder) const {
    return nlohmann::json::parse(program_.read(folder + "/run.json"));
  }

  Program program_;
};

constexpr const char* long_config =
    "experiment: mixed\nenvironment: {name: CartPole-v1, time_limit: 50}\nlearner: {name: random}\n"
    "run: {episodes: 60000}\n";

TEST_F(PlanTest, AConfigThatIsEditedDoesNotReachTheRunsOfASweep) {
  program_.write("mixed.yaml", long_config);
  const pid_t process = program_.start({"run", "mixed.yaml", "--seeds", "0..3", "--jobs", "1", "--quiet"});
  const pid_t side_by_side =
      program_.start({"run", "mixed.yaml", "--seeds", "0..5", "--jobs", "2", "--quiet", "--out", "jobs"});
  const auto has_begun = [&](const std::string& out) {
    return std::filesystem::exists(program_.folder() / out / "mixed/seed_0000/curve.csv");
  };
  for (int waits = 0; waits < 2000 && !(has_begun("results") && has_begun("jobs")); ++waits) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  program_.write("mixed.yaml",
                 "experiment: mixed\nenvironment: {name: CartPole-v1, time_limit: 10}\n"
                 "learner: {name: random}\nrun: {episodes: 10}\n");
  EXPECT_EQ(Program::wait_for(process), 0);
  EXPECT_EQ(Program::wait_for(side_by_side), 0);
  for (const std::string seed : {"1", "2", "3", "4", "5"}) {
    const std::string run = "jobs/mixed/seed_000" + seed;
    EXPECT_EQ(manifest(run)["episodes"], 60000) << run;
    EXPECT_EQ(manifest(run)["group_hash"], manifest("jobs/mixed/seed_0000")["group_hash"]);
    EXPECT_NE(manifest(run)["config_hash"], manifest("jobs/mixed/seed_0000")["config_hash"]);
  }
  EXPECT_EQ(manifest("results/mixed/seed_0003")["episodes"], 60000);
}

TEST_F(PlanTest, TasksOfAnotherPlanAreRefused) {
  const std::string hash = program_.run("run small.yaml --seeds 0..1 --plan-hash").out;
  ASSERT_EQ(hash.size(), 17U);
  const std::string task = "run small.yaml --seeds 0..1 --task-id 1 --expect-plan " + hash.substr(0, 16);
  EXPECT_EQ(program_.run(task).exit_code, 0);
  program_.write("small.yaml", std::string(small_config) + "# a comment changes nothing\n");
  EXPECT_EQ(program_.run(task).exit_code, 0);
  program_.write("small.yaml", std::string(small_config) + "precision: double\n");
  const Outcome refused = program_.run(task);
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, HasSubstr("the runs have changed since then"));
}

TEST_F(PlanTest, AGroupOfTwoConfigsIsRefused) {
  ASSERT_EQ(program_.run("small.yaml --quiet").exit_code, 0);
  program_.write("other.yaml",
                 "experiment: small\nenvironment: {name: CartPole-v1}\nlearner: {name: random}\n"
                 "run: {seed: 4, episodes: 31}\n");
  ASSERT_EQ(program_.run("other.yaml --quiet").exit_code, 0);
  for (const std::string command : {"summary results", "plot results -o x.svg", "compare results results"}) {
    const Outcome outcome = program_.run(command);
    EXPECT_EQ(outcome.exit_code, 2) << command;
    EXPECT_THAT(outcome.err, HasSubstr("are runs of different configs")) << command;
  }
}

TEST_F(PlanTest, EqualValuesHaveOneSpelling) {
  ASSERT_EQ(program_.run("small.yaml --quiet --set environment.time_limit=5e1").exit_code, 0);
  EXPECT_THAT(program_.run("small.yaml --set environment.time_limit=50").err, HasSubstr("finished already"));
  EXPECT_THAT(program_.run("small.yaml --set environment.time_limit=50.0").err, HasSubstr("finished already"));
  const Outcome twice = program_.run("small.yaml --sweep environment.time_limit=50,5e1,50.0");
  EXPECT_EQ(twice.exit_code, 2);
  EXPECT_THAT(twice.err, AllOf(HasSubstr("environment.time_limit=50 and environment.time_limit=5e1"),
                               HasSubstr("they are the same run twice")));
}

TEST_F(PlanTest, TheConfigOfARunOfASweepBelongsWhereItLies) {
  ASSERT_EQ(program_.run("small.yaml --quiet --sweep environment.time_limit=10,20").exit_code, 0);
  const std::string run = "small/environment.time_limit=20/seed_0003";
  EXPECT_THAT(program_.run("run results/" + run + "/config.yaml").err, HasSubstr("finished already"));
  ASSERT_EQ(program_.run("run results/" + run + "/config.yaml --quiet --out again").exit_code, 0);
  EXPECT_EQ(program_.read("again/" + run + "/curve.csv"), program_.read("results/" + run + "/curve.csv"));
  ASSERT_EQ(program_.run("run results/" + run + "/config.yaml --quiet --seed 9").exit_code, 0);
  EXPECT_THAT(program_.files(), Contains("results/small/environment.time_limit=20/seed_0009/curve.csv"));
}

TEST_F(PlanTest, AConfigMayComeThroughAPipe) {
  for (const std::string name : {"/dev/stdin", "-"}) {
    const Outcome outcome = program_.run("run " + name + " --seeds 0..1 --jobs 2 --force --quiet < small.yaml");
    EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  }
  EXPECT_EQ(program_.run("validate - < small.yaml").out, "-: valid\n");
  const Outcome piped = program_.run("validate /dev/stdin", "cat small.yaml |");
  EXPECT_EQ(piped.exit_code, 0) << piped.err;
  EXPECT_THAT(program_.run("validate - < /dev/null").err, HasSubstr("standard input:1:1: the file is empty"));
}

TEST_F(PlanTest, CountingManyRunsTakesNoTime) {
  const auto start = std::chrono::steady_clock::now();
  EXPECT_EQ(program_.run("run small.yaml --seeds 0..99999 --count").out, "100000\n");
  EXPECT_EQ(program_.run("run small.yaml --seeds 0..99999 --task-id 99999 --quiet").exit_code, 0);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  EXPECT_THAT(program_.files(), Contains("results/small/seed_99999/curve.csv"));
}

TEST_F(PlanTest, GroupsByAKeyHoldApartWhatDiffersInOthers) {
  ASSERT_EQ(
      program_.run("small.yaml --quiet --sweep environment.time_limit=10,20 --sweep run.num_envs=1,2 --seeds 0..2")
          .exit_code,
      0);
  const Outcome outcome = program_.run("plot results --group-by environment.time_limit -o curves.svg");
  ASSERT_EQ(outcome.exit_code, 0) << outcome.err;
  const std::string data = program_.read("curves.csv");
  EXPECT_THAT(data, AllOf(HasSubstr("environment.time_limit=10, run.num_envs=1"),
                          HasSubstr("environment.time_limit=20, run.num_envs=2")));
  EXPECT_THAT(outcome.err, HasSubstr("3 finished runs are too few"));
  const Outcome map = program_.run("plot results --heat-map environment.time_limit,run.episodes -o map.svg");
  EXPECT_EQ(map.exit_code, 2);
  EXPECT_THAT(map.err, HasSubstr("differ in run.num_envs"));
}

}  // namespace
}  // namespace rlrun::cli
