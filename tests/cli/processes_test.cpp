// Signals, and runs side by side: nothing is lost, nobody is left behind.
#include <fcntl.h>
#include <gmock/gmock.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <thread>

#include "tests/cli/program.hpp"

namespace rlrun::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr const char* endless = "run.episodes=1000000000";
const std::string endless_folder = std::string("results/small/") + endless + "/";

class ProcessesTest : public testing::Test {
 protected:
  ProcessesTest() { program_.write("small.yaml", small_config); }

  [[nodiscard]] nlohmann::json manifest(const std::string& folder) const {
    return nlohmann::json::parse(program_.read(folder + "run.json"));
  }

  template <class Condition>
  static bool wait_until(Condition&& condition) {
    for (int waits = 0; waits < 4000; ++waits) {
      if (condition()) return true;
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return false;
  }

  [[nodiscard]] bool has_rows(const std::string& folder) const {
    std::error_code absent;
    return std::filesystem::file_size(program_.folder() / (folder + "curve.csv"), absent) > 100 && !absent;
  }

  /// The process that has the lock of a run.
  [[nodiscard]] pid_t holder(const std::string& folder) const {
    const std::string owner = program_.read(folder + "lock");
    return std::stoi(owner.substr(owner.rfind(' ')));
  }

  Program program_;
};

class StopSignalTest : public ProcessesTest, public testing::WithParamInterface<int> {};

TEST_P(StopSignalTest, LeavesACheckpoint) {
  const pid_t process = program_.start({"run", "small.yaml", "--set", endless});
  const std::string folder = endless_folder + "seed_0003/";
  ASSERT_TRUE(wait_until([&] { return has_rows(folder); }));
  ::kill(process, GetParam());
  EXPECT_EQ(Program::wait_for(process), 75);
  EXPECT_EQ(manifest(folder)["status"], "interrupted");
  EXPECT_TRUE(std::filesystem::exists(program_.folder() / folder / "checkpoint.bin"));
}

INSTANTIATE_TEST_SUITE_P(All, StopSignalTest, testing::Values(SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2, SIGXCPU));

TEST_F(ProcessesTest, BelowNohupItIgnoresTheEndOfItsTerminal) {
  const Outcome outcome =
      program_.run(std::string("run small.yaml --max-time 2s --set ") + endless,
                   "trap '' HUP; (sleep 1; kill -HUP $(sed 's/.* //' " + endless_folder + "seed_0003/lock)) &");
  EXPECT_EQ(outcome.exit_code, 75);
  EXPECT_GT(manifest(endless_folder + "seed_0003/")["wall_seconds"], 1.5);
}

TEST_F(ProcessesTest, AClosedStdoutLosesNothing) {
  const Outcome closed = program_.run("run small.yaml --seeds 0..4 --out closed >&-");
  EXPECT_EQ(closed.exit_code, 1);
  EXPECT_THAT(closed.err, HasSubstr("standard output: cannot write"));
  for (int seed = 0; seed < 5; ++seed) {
    EXPECT_EQ(manifest("closed/small/seed_000" + std::to_string(seed) + "/")["status"], "completed");
  }
}

TEST_F(ProcessesTest, APipeThatNobodyReadsStopsNoSweep) {
  program_.write("pipe.sh", RLRUN_BINARY " run small.yaml --seeds 0..4 2>&1 | true; echo ${PIPESTATUS[0]} > code\n");
  ASSERT_EQ(std::system(("cd " + program_.folder().string() + " && bash pipe.sh").c_str()), 0);
  EXPECT_EQ(program_.read("code"), "1\n");
  for (int seed = 0; seed < 5; ++seed) {
    EXPECT_EQ(manifest("results/small/seed_000" + std::to_string(seed) + "/")["status"], "completed");
  }
}

TEST_F(ProcessesTest, ARunThatIsKilledIsNamedAndHasARow) {
  const pid_t process = program_.start({"run", "small.yaml", "--set", endless, "--seeds", "0..1", "--jobs", "2"});
  const std::string victim = endless_folder + "seed_0000/";
  const std::string other = endless_folder + "seed_0001/";
  ASSERT_TRUE(wait_until([&] { return has_rows(victim) && has_rows(other); }));
  const pid_t child = holder(victim);
  EXPECT_NE(child, process);
  ::kill(child, SIGKILL);
  ASSERT_TRUE(wait_until([&] { return program_.run("summary results").err.find("dead") != std::string::npos; }));
  EXPECT_THAT(program_.run("summary results").out, HasSubstr("dead"));
  ::kill(process, SIGTERM);
  EXPECT_EQ(Program::wait_for(process), 75);
  EXPECT_EQ(manifest(other)["status"], "interrupted");

  program_.write("kill.sh", "(sleep 1; kill -9 $(sed 's/.* //' " + victim +
                                "lock)) &\n" RLRUN_BINARY
                                " run small.yaml --seeds 0..1 --jobs 2 --resume --max-time 3s --set " +
                                std::string(endless) + " > out 2> err; echo $? > code\n");
  ASSERT_EQ(std::system(("cd " + program_.folder().string() + " && bash kill.sh").c_str()), 0);
  EXPECT_EQ(program_.read("code"), "75\n");
  EXPECT_THAT(program_.read("err"),
              AllOf(HasSubstr("seed_0000: killed by signal 9 (Killed); the same command with --resume goes on")));
  EXPECT_THAT(program_.read("out"), AllOf(HasSubstr("dead\n"), HasSubstr("interrupted\n")));
}

TEST_F(ProcessesTest, TheRunsEndWithTheProcessThatStartedThem) {
  const pid_t process = program_.start({"run", "small.yaml", "--set", endless, "--seeds", "0..1", "--jobs", "2"});
  const std::vector<std::string> runs = {endless_folder + "seed_0000/", endless_folder + "seed_0001/"};
  for (const std::string& run : runs) ASSERT_TRUE(wait_until([&] { return has_rows(run); }));
  ::kill(process, SIGKILL);
  EXPECT_EQ(Program::wait_for(process), 128 + SIGKILL);
  for (const std::string& run : runs) {
    EXPECT_TRUE(wait_until([&] { return manifest(run)["status"] == "interrupted"; })) << run;
  }
}

TEST_F(ProcessesTest, ARunThatCannotBeStartedStopsTheOthers) {
  if (::geteuid() == 0) GTEST_SKIP() << "no limit of processes holds for root";
  const Outcome outcome = program_.run(std::string("run small.yaml --seeds 0..5 --jobs 6 --set ") + endless,
                                       "ulimit -u $(($(ps -u $(id -u) -L | wc -l) + 2));");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("cannot start a run"));
}

TEST_F(ProcessesTest, CtrlZStopsAllAndTheyGoOn) {
  const pid_t process = ::fork();
  if (process == 0) {
    ::setpgid(0, 0);
    const int nothing = ::open("/dev/null", O_RDWR);
    const bool ready = ::chdir(program_.folder().c_str()) == 0 && ::dup2(nothing, 1) == 1 && ::dup2(nothing, 2) == 2;
    if (ready)
      ::execl(RLRUN_BINARY, "rlrun", "run", "small.yaml", "--set", endless, "--seeds", "0..1", "--jobs", "2", nullptr);
    ::_exit(127);
  }
  const std::string run = endless_folder + "seed_0001/";
  ASSERT_TRUE(wait_until([&] { return has_rows(run); }));
  const pid_t child = holder(run);
  ::kill(-process, SIGSTOP);
  const auto state = [](pid_t of) {
    std::ifstream file("/proc/" + std::to_string(of) + "/stat");
    std::string number, name, letter;
    file >> number >> name >> letter;
    return letter;
  };
  EXPECT_TRUE(wait_until([&] { return state(child) == "T" && state(process) == "T"; }));
  ::kill(-process, SIGCONT);
  ::kill(-process, SIGTERM);
  EXPECT_EQ(Program::wait_for(process), 75);
  EXPECT_EQ(manifest(run)["status"], "interrupted");
}

TEST_F(ProcessesTest, ALowLimitOfTheStackIsRaisedOrNamed) {
  EXPECT_EQ(program_.run("list", "ulimit -S -s 64;").exit_code, 0);
  const Outcome outcome = program_.run("list", "ulimit -s 64;");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, HasSubstr("the stack may not be larger than 64 KiB; rlrun needs 4096"));
}

TEST_F(ProcessesTest, EvaluationsEndWhenTheTimeIsOver) {
  const Outcome outcome = program_.run("run small.yaml --max-time 1s --set run.evaluation.episodes=1000000000000");
  EXPECT_EQ(outcome.exit_code, 75) << outcome.err;
}

}  // namespace
}  // namespace rlrun::cli
