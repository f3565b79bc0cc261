// File systems without locks: a file that names host and process takes their place.
#include <gmock/gmock.h>
#include <signal.h>

#include <cerrno>
#include <chrono>
#include <thread>

#include "tests/cli/program.hpp"
#include "tests/fault/short_run.hpp"

namespace rlrun::fault {
namespace {

using cli::Outcome;
using cli::Program;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

class NoLocks : public testing::Test {
 protected:
  NoLocks() { program_.write(run_.file(), run_.config); }

  [[nodiscard]] Outcome run(const std::string& arguments) const {
    return program_.run(arguments,
                        "export LD_PRELOAD=" FAULTS_LIBRARY " FAULT_FOLDER=" + program_.folder().string() +
                            " FAULT_CALL=flock FAULT_REPORT=/dev/null FAULT_ERRNO=" + std::to_string(ENOLCK) + ";");
  }

  Program program_;
  ShortRun run_ = random_run(20, 50);
  std::string folder_ = run_.directory("out");
};

TEST_F(NoLocks, ARunEndsAsElsewhereWithAWarning) {
  const Outcome outcome = run(run_.arguments("out"));
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.err, HasSubstr("the file system has no locks; lock.owner takes their place"));
  EXPECT_THAT(program_.files(), AllOf(Contains(folder_ + "curve.csv"), Not(Contains(folder_ + "lock")),
                                      Not(Contains(folder_ + "lock.owner"))));
}

TEST_F(NoLocks, OneThatAnotherHostMayHaveIsLeftAlone) {
  std::filesystem::create_directories(program_.folder() / folder_);
  program_.write(folder_ + "lock.owner", "elsewhere, process 17");
  const Outcome refused = run(run_.arguments("out") + " --resume");
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("in use by elsewhere, process 17"), HasSubstr("or give --no-lock")));
  EXPECT_EQ(run(run_.arguments("out") + " --resume --no-lock").exit_code, 0);
}

TEST_F(NoLocks, WhatADeadProcessOfThisHostLeftIsTakenOver) {
  const std::string endless = "run.episodes=100000000";
  const std::string folder = "out/random/" + endless + "/seed_0003/";
  const pid_t process = program_.start({"run", run_.file(), "--no-lock", "--quiet", "--out", "out", "--set", endless});
  for (int waits = 0; waits < 2000 && !std::filesystem::exists(program_.folder() / folder / "curve.csv"); ++waits) {
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_THAT(run(run_.file() + " --out out --resume --set " + endless).err, HasSubstr("in use by "));
  EXPECT_THAT(program_.run("summary out").err, HasSubstr("running"));
  ::kill(process, SIGKILL);
  (void)Program::wait_for(process);
  EXPECT_THAT(program_.run("summary out").err, HasSubstr("dead: its process is gone; the same command with --resume"));
  EXPECT_EQ(run(run_.file() + " --out out --resume --max-time 1s --set " + endless).exit_code, 75);
}

}  // namespace
}  // namespace rlrun::fault
