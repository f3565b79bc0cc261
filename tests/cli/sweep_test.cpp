#include <gmock/gmock.h>

#include "tests/cli/program.hpp"

namespace rlrun::cli {
namespace {

using testing::HasSubstr;
using testing::IsSupersetOf;

class SweepTest : public testing::Test {
 protected:
  SweepTest() {
    program_.write("sweep.yaml", std::string(small_config) + "sweep: {environment.time_limit: [10, 20]}\n");
  }

  Program program_;
};

TEST_F(SweepTest, ListsItsRuns) {
  const std::string command = "sweep.yaml --sweep run.num_envs=1,2 --seeds 0,7 ";
  EXPECT_EQ(program_.run(command + "--count").out, "8\n");
  const Outcome list = program_.run(command + "--list");
  EXPECT_EQ(list.exit_code, 0);
  EXPECT_THAT(list.out, testing::StartsWith("0\tenvironment.time_limit=10 run.num_envs=1 run.seed=0\n"
                                            "1\tenvironment.time_limit=10 run.num_envs=1 run.seed=7\n"
                                            "2\tenvironment.time_limit=10 run.num_envs=2 run.seed=0\n"));
  EXPECT_THAT(list.out, testing::EndsWith("7\tenvironment.time_limit=20 run.num_envs=2 run.seed=7\n"));
  EXPECT_THAT(program_.files(), testing::ElementsAre("sweep.yaml"));
}

TEST_F(SweepTest, RunsEveryCombination) {
  EXPECT_EQ(program_.run("sweep.yaml --quiet").exit_code, 0);
  EXPECT_THAT(program_.files(), IsSupersetOf({"results/small/environment.time_limit=10/seed_0003/curve.csv",
                                              "results/small/environment.time_limit=20/seed_0003/curve.csv"}));
}

TEST_F(SweepTest, TheCommandLineReplacesTheValuesOfTheFile) {
  EXPECT_EQ(program_.run("sweep.yaml --sweep environment.time_limit=5 --list").out, "0\tenvironment.time_limit=5\n");
}

TEST_F(SweepTest, RunsOneTaskAsInTheWholeSweep) {
  EXPECT_EQ(program_.run("sweep.yaml --quiet --out whole").exit_code, 0);
  EXPECT_EQ(program_.run("sweep.yaml --quiet --task-id 1").exit_code, 0);
  const std::string run = "/small/environment.time_limit=20/seed_0003/";
  EXPECT_EQ(program_.read("results" + run + "curve.csv"), program_.read("whole" + run + "curve.csv"));
  EXPECT_EQ(program_.read("results" + run + "config.yaml"), program_.read("whole" + run + "config.yaml"));
  const Outcome beyond = program_.run("sweep.yaml --task-id 2");
  EXPECT_EQ(beyond.exit_code, 2);
  EXPECT_THAT(beyond.err, HasSubstr("--task-id 2: there is no such run; allowed: 0 to 1"));
}

TEST_F(SweepTest, RunsSideBySideAsOneAfterTheOther) {
  const Outcome serial = program_.run("sweep.yaml --seeds 0..2 --out serial");
  const Outcome parallel = program_.run("sweep.yaml --seeds 0..2 --jobs 3");
  EXPECT_EQ(serial.exit_code, 0);
  EXPECT_EQ(parallel.exit_code, 0) << parallel.err;
  int curves = 0;
  for (const std::string& file : program_.files()) {
    if (!file.starts_with("serial/") || !file.ends_with("/curve.csv")) continue;
    EXPECT_EQ(program_.read("results" + file.substr(6)), program_.read(file)) << file;
    ++curves;
  }
  EXPECT_EQ(curves, 6);
  EXPECT_EQ(program_.run("sweep.yaml --seeds 0..2 --jobs 2").exit_code, 0) << "all are finished";
}

TEST_F(SweepTest, OneFailingRunDoesNotStopTheOthers) {
  std::filesystem::create_directories(program_.folder() /
                                      "results/small/environment.time_limit=10/seed_0003/curve.csv/x");
  const Outcome outcome = program_.run("sweep.yaml --jobs 2 --force");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(program_.files(), testing::Contains("results/small/environment.time_limit=20/seed_0003/curve.csv"));
}

TEST_F(SweepTest, SaysWhatIsWrongInIt) {
  const Outcome value = program_.run("sweep.yaml --sweep run.num_envs=0,1");
  EXPECT_EQ(value.exit_code, 2);
  EXPECT_THAT(value.err, HasSubstr("run.num_envs"));
  const Outcome form = program_.run("sweep.yaml --sweep run.num_envs");
  EXPECT_EQ(form.exit_code, 2);
  EXPECT_THAT(form.err, HasSubstr("is not of the form"));
}

}  // namespace
}  // namespace rlrun::cli
