// Runs that are interrupted, killed or out of time, and go on with --resume.
#include <gmock/gmock.h>
#include <signal.h>

#include <chrono>
#include <thread>

#include "tests/cli/program.hpp"

namespace rlrun::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;

constexpr const char* folder = "results/long/seed_0003/";

class ResumeTest : public testing::Test {
 protected:
  ResumeTest() {
    program_.write("long.yaml",
                   "experiment: long\nenvironment: {name: CartPole-v1}\nlearner: {name: random}\n"
                   "run: {seed: 3, episodes: 60000, num_envs: 4}\n");
    EXPECT_EQ(program_.run("long.yaml --quiet --out unbroken").exit_code, 0);
  }

  /// Starts the run, waits until rows were written and sends the signal. Returns the exit code.
  int start_and_signal(int signal, std::vector<std::string> flags = {}) {
    flags.insert(flags.begin(), {"run", "long.yaml", "--quiet", "--resume"});
    const pid_t process = program_.start(flags);
    for (int waits = 0; waits < 2000 && rows_written() <= rows_; ++waits) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ::kill(process, signal);
    const int exit_code = Program::wait_for(process);
    rows_ = rows_written();
    return exit_code;
  }

  std::uintmax_t rows_written() const {
    std::error_code absent;
    const auto size = std::filesystem::file_size(program_.folder() / folder / "curve.csv", absent);
    return absent ? 0 : size;
  }

  void expect_unbroken() {
    const Outcome end = program_.run("long.yaml --resume");
    EXPECT_EQ(end.exit_code, 0) << end.err;
    EXPECT_TRUE(program_.read(std::string(folder) + "curve.csv") == program_.read("unbroken/long/seed_0003/curve.csv"));
  }

  Program program_;
  std::uintmax_t rows_ = 0;
};

TEST_F(ResumeTest, AfterCtrlC) {
  EXPECT_EQ(start_and_signal(SIGINT), 75);
  const Outcome without = program_.run("long.yaml");
  EXPECT_EQ(without.exit_code, 2);
  EXPECT_THAT(without.err, AllOf(HasSubstr("unfinished"), HasSubstr("--resume goes on")));
  expect_unbroken();
}

TEST_F(ResumeTest, AfterSeveralSignals) {
  for (const int signal : {SIGTERM, SIGUSR1, SIGTERM}) EXPECT_EQ(start_and_signal(signal), 75);
  expect_unbroken();
}

TEST_F(ResumeTest, AfterKill) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(start_and_signal(SIGKILL, {"--checkpoint-every", "20000"}), 128 + SIGKILL);
  expect_unbroken();
}

TEST_F(ResumeTest, WithoutACheckpointItStartsAgain) {
  start_and_signal(SIGKILL);
  for (const char* name : {"checkpoint.bin", "checkpoint.prev.bin"}) {
    std::filesystem::remove(program_.folder() / folder / name);
  }
  expect_unbroken();
}

TEST_F(ResumeTest, RefusesTheCheckpointOfAnotherConfig) {
  start_and_signal(SIGINT);
  program_.write("long.yaml",
                 "experiment: long\nenvironment: {name: CartPole-v1}\nlearner: {name: random}\n"
                 "run: {seed: 3, episodes: 60001, num_envs: 4}\n");
  const Outcome outcome = program_.run("long.yaml --resume");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("belongs to another config"));
}

TEST_F(ResumeTest, ARunThatIsGoingOnIsLeftAlone) {
  const std::vector<std::string> endless = {"run", "long.yaml", "--quiet", "--set", "run.episodes=1000000000"};
  const pid_t process = program_.start(endless);
  const std::string other = "results/long/run.episodes=1000000000/seed_0003/";
  for (int waits = 0; waits < 2000 && !std::filesystem::exists(program_.folder() / other / "curve.csv"); ++waits) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  for (const std::string flag : {"--resume", "--force"}) {
    const Outcome second = program_.run("long.yaml --set run.episodes=1000000000 " + flag);
    EXPECT_EQ(second.exit_code, 2);
    EXPECT_THAT(second.err, HasSubstr("in use by "));
  }
  ::kill(process, SIGTERM);
  EXPECT_EQ(Program::wait_for(process), 75);
  EXPECT_FALSE(std::filesystem::exists(program_.folder() / other / "lock"));
}

TEST_F(ResumeTest, StopsWhenTheTimeIsOver) {
  const Outcome outcome = program_.run("long.yaml --set run.episodes=100000000 --max-time 1s");
  EXPECT_EQ(outcome.exit_code, 75);
  EXPECT_THAT(outcome.err, HasSubstr("the same command with --resume goes on"));
  const Outcome bad = program_.run("long.yaml --max-time 5x");
  EXPECT_EQ(bad.exit_code, 2);
  EXPECT_THAT(bad.err, HasSubstr("\"5x\" is no time; allowed: such as 3h50m"));
}

}  // namespace
}  // namespace rlrun::cli
