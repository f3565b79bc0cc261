// What happens to the files of a run: logged, verified, begun again, never deleted against one's will.
#include <gmock/gmock.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "lib/experiment/checkpoint.hpp"
#include "tests/cli/program.hpp"

namespace rlrun::cli {
namespace {

using nlohmann::json;
using testing::AllOf;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

constexpr const char* run_folder = "results/long/seed_0003/";

class RunFilesTest : public testing::Test {
 protected:
  RunFilesTest() {
    program_.write("small.yaml", small_config);
    program_.write("long.yaml",
                   "experiment: long\nenvironment: {name: CartPole-v1}\nlearner: {name: random}\n"
                   "run: {seed: 3, episodes: 60000, num_envs: 4}\n");
  }

  /// Lets the run of long.yaml get so far that it has written two checkpoints, or one more than it had, and kills it.
  void begin(const std::string& flags = "") const {
    std::vector<std::string> words = {"run", "long.yaml", "--quiet", "--resume", "--checkpoint-every", "2000"};
    std::istringstream more(flags);
    for (std::string word; more >> word;) words.push_back(word);
    const auto before = checkpoint_time();
    const pid_t process = program_.start(words);
    const auto is_far_enough = [&] { return exists("checkpoint.prev.bin") && checkpoint_time() != before; };
    for (int waits = 0; waits < 20000 && !is_far_enough(); ++waits) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ::kill(process, SIGKILL);
    EXPECT_EQ(Program::wait_for(process), 128 + SIGKILL);
  }

  void expect_unbroken(const Outcome& resumed) const {
    EXPECT_EQ(resumed.exit_code, 0) << resumed.err;
    ASSERT_EQ(program_.run("long.yaml --quiet --out unbroken").exit_code, 0);
    EXPECT_TRUE(program_.read(std::string(run_folder) + "curve.csv") ==
                program_.read("unbroken/long/seed_0003/curve.csv"));
  }

  [[nodiscard]] bool exists(const std::string& name) const { return fs::exists(program_.folder() / run_folder / name); }
  [[nodiscard]] fs::file_time_type checkpoint_time() const {
    std::error_code absent;
    return fs::last_write_time(program_.folder() / run_folder / "checkpoint.bin", absent);
  }
  [[nodiscard]] json manifest() const { return json::parse(program_.read(std::string(run_folder) + "run.json")); }

  void overwrite(const std::string& name, const std::string& bytes) const {
    std::ofstream(program_.folder() / run_folder / name, std::ios::binary) << bytes;
  }

  Program program_;
};

TEST_F(RunFilesTest, TheLogIsAppendedToAndNeverEmpty) {
  begin();
  const std::string log = program_.read(std::string(run_folder) + "rlrun.log");
  EXPECT_THAT(log, HasSubstr("random on CartPole-v1, seed 3"));
  EXPECT_EQ(program_.run("long.yaml --quiet --resume").exit_code, 0);
  EXPECT_THAT(program_.read(std::string(run_folder) + "rlrun.log"),
              AllOf(testing::StartsWith(log), HasSubstr(", resumed"), HasSubstr("60000 episodes")));
  ASSERT_EQ(program_.run("small.yaml --seeds 0..1 --jobs 2 --quiet").exit_code, 0);
  EXPECT_THAT(program_.read("results/small/seed_0001/rlrun.log"), HasSubstr("30 episodes"));
}

TEST_F(RunFilesTest, TheManifestTellsOfAllSegments) {
  begin();
  begin("--no-progress");
  EXPECT_EQ(program_.run("long.yaml --quiet --resume").exit_code, 0);
  const json end = manifest();
  ASSERT_EQ(end["segments"].size(), 3U);
  EXPECT_THAT(end["segments"][1]["command_line"], Contains("--no-progress"));
  EXPECT_THAT(end["segments"][0]["command_line"], Not(Contains("--no-progress")));
  long step = 0;
  double seconds = 0.0;
  for (const json& segment : end["segments"]) {
    EXPECT_EQ(segment["start_step"], step);
    step = segment["end_step"];
    EXPECT_GT(segment["wall_seconds"], 0.0);
    seconds += segment["wall_seconds"].get<double>();
    EXPECT_NE(segment["git_hash"], "");
  }
  EXPECT_EQ(step, end["steps"]);
  EXPECT_NEAR(end["wall_seconds"].get<double>(), seconds, 1e-6);
  EXPECT_GT(end["peak_memory_bytes"], 1 << 20);
}

TEST_F(RunFilesTest, AnotherBuildIsWarnedOf) {
  begin();
  json earlier = manifest();
  earlier["segments"][0]["git_hash"] = "0123456";
  overwrite("run.json", earlier.dump());
  EXPECT_THAT(program_.run("long.yaml --resume").err, HasSubstr("began with the build 0123456 and goes on with"));
  EXPECT_EQ(manifest()["segments"][0]["git_hash"], "0123456");
}

TEST_F(RunFilesTest, DerivedFilesAreBegunAgain) {
  begin("--tensorboard");
  fs::remove(program_.folder() / run_folder / "monitor.csv");
  fs::remove(program_.folder() / run_folder / "events.out.tfevents.0.rlrun");
  overwrite("timing.csv", "nonsense");
  const Outcome resumed = program_.run("long.yaml --resume");
  EXPECT_THAT(resumed.err, AllOf(HasSubstr("monitor.csv: cannot open: No such file or directory; it is begun again"),
                                 HasSubstr("timing.csv: is not as the checkpoint left it; it is begun again"),
                                 HasSubstr("events.out.tfevents.0.rlrun: cannot open")));
  EXPECT_THAT(program_.read(std::string(run_folder) + "rlrun.log"), HasSubstr("it is begun again"));
  EXPECT_THAT(program_.read(std::string(run_folder) + "timing.csv"),
              testing::StartsWith("episode,wall_seconds,steps_per_second,cpu_seconds\n"));
  expect_unbroken(resumed);
}

TEST_F(RunFilesTest, ACurveThatTheNewestCheckpointDoesNotFitGoesOnFromTheOneBefore) {
  begin();
  const fs::path folder = program_.folder() / run_folder;
  const auto previous = experiment::decode_checkpoint(experiment::read_file(folder / "checkpoint.prev.bin"));
  fs::resize_file(folder / "curve.csv", previous.files.front().bytes);
  const Outcome resumed = program_.run("long.yaml --resume");
  EXPECT_THAT(resumed.err, AllOf(HasSubstr("checkpoint.bin: not usable: "), HasSubstr("checkpoint.prev.bin: used")));
  expect_unbroken(resumed);
}

TEST_F(RunFilesTest, ACurveThatOnlyTheRunCanWriteStopsTheResumeAndNothingIsDeleted) {
  begin();
  overwrite("curve.csv", "seed,episode\n");
  fs::remove(program_.folder() / run_folder / "lock");  // what the killed run has left
  const auto files = program_.files();
  const Outcome refused = program_.run("long.yaml --resume");
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("curve.csv: is not as the checkpoint left it"),
                                 HasSubstr("none of its checkpoints can be used"), HasSubstr("nothing was changed")));
  EXPECT_EQ(program_.files(), files);
  EXPECT_EQ(program_.read(std::string(run_folder) + "curve.csv"), "seed,episode\n");
}

TEST_F(RunFilesTest, ACurveThatWasChangedIsNoResult) {
  ASSERT_EQ(program_.run("small.yaml --quiet --seeds 3..4").exit_code, 0);
  const std::string run = "results/small/seed_0003/";
  std::string curve = program_.read(run + "curve.csv");
  curve[curve.rfind(',') - 1] = curve[curve.rfind(',') - 1] == '0' ? '1' : '0';
  program_.write(run + "curve.csv", curve);
  for (const std::string command : {"summary results", "run small.yaml --seeds 3..4"}) {
    const Outcome outcome = program_.run(command);
    EXPECT_NE(outcome.exit_code, 0) << command;
    EXPECT_THAT(outcome.err, HasSubstr("seed_0003/curve.csv: was changed after the run")) << command;
  }
  EXPECT_EQ(program_.run("plot results -o x.svg").exit_code, 4);
  EXPECT_THAT(program_.read("x.csv"), Not(HasSubstr("nan,nan,2")));
  fs::remove(program_.folder() / (run + "curve.csv"));
  EXPECT_EQ(program_.run("summary results").exit_code, 4);
  EXPECT_EQ(program_.run("run small.yaml").exit_code, 1);
}

TEST_F(RunFilesTest, ADivergedRunIsNotRepeated) {
  ASSERT_EQ(program_.run("small.yaml --quiet").exit_code, 0);
  const std::string path = "results/small/seed_0003/run.json";
  json diverged = json::parse(program_.read(path));
  diverged["status"] = "diverged";
  diverged["exit_code"] = 3;
  diverged["error"] = "weights are not finite";
  program_.write(path, diverged.dump());
  for (const std::string flags : {"", " --resume", " --seeds 3..4 --jobs 2 --resume"}) {
    const Outcome outcome = program_.run("small.yaml" + flags);
    EXPECT_EQ(outcome.exit_code, 3) << flags;
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("has diverged already"), HasSubstr("weights are not finite")));
  }
  EXPECT_EQ(program_.run("small.yaml --force").exit_code, 0);
}

TEST_F(RunFilesTest, AFinishedRunGetsItsEventsLater) {
  ASSERT_EQ(program_.run("small.yaml --quiet --set run.evaluation.episodes=2").exit_code, 0);
  const std::string events = "results/small/run.evaluation.episodes=2/seed_0003/events.out.tfevents.0.rlrun";
  EXPECT_FALSE(fs::exists(program_.folder() / events));
  EXPECT_EQ(program_.run("small.yaml --quiet --set run.evaluation.episodes=2 --tensorboard").exit_code, 0);
  const std::string late = program_.read(events);
  ASSERT_EQ(program_.run("small.yaml --quiet --set run.evaluation.episodes=2 --tensorboard --out at_once").exit_code,
            0);
  EXPECT_THAT(late, AllOf(HasSubstr("episode/return"), HasSubstr("evaluation/return")));
  EXPECT_EQ(late.size(), program_.read("at_once" + events.substr(events.find('/'))).size());
}

TEST_F(RunFilesTest, FoldersAreSearchedThroughLinksAndPastThoseThatCannotBeRead) {
  ASSERT_EQ(program_.run("small.yaml --quiet --out elsewhere").exit_code, 0);
  const fs::path results = program_.folder() / "linked";
  fs::create_directories(results / "deeper");
  fs::create_directory_symlink("../elsewhere", results / "link");
  fs::create_directory_symlink("..", results / "deeper/circle");
  fs::create_directory_symlink("nowhere", results / "broken");
  fs::create_directories(results / "lost+found");
  fs::permissions(results / "lost+found", fs::perms::none);
  const Outcome outcome = program_.run("summary linked");
  fs::permissions(results / "lost+found", fs::perms::owner_all);
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("elsewhere/small"));
  if (::geteuid() != 0) {
    EXPECT_THAT(outcome.err, HasSubstr("lost+found: passed over: Permission denied"));
  }
}

TEST_F(RunFilesTest, WhatIsNoRegularFileIsNamed) {
  begin();
  const fs::path folder = program_.folder() / run_folder;
  fs::remove(folder / "checkpoint.bin");
  fs::create_directory(folder / "checkpoint.bin");
  fs::remove(folder / "checkpoint.prev.bin");
  const Outcome resumed = program_.run("long.yaml --resume");
  EXPECT_EQ(resumed.exit_code, 2);
  EXPECT_THAT(resumed.err, HasSubstr("checkpoint.bin: not usable:"));
  ASSERT_EQ(program_.run("small.yaml --quiet").exit_code, 0);
  const fs::path curve = program_.folder() / "results/small/seed_0003/curve.csv";
  fs::remove(curve);
  ASSERT_EQ(::mkfifo(curve.c_str(), 0600), 0);
  const Outcome summary = program_.run("summary results/small");
  EXPECT_EQ(summary.exit_code, 4);
  EXPECT_THAT(summary.err, HasSubstr("curve.csv: cannot open: is no regular file"));
  fs::remove(folder / "run.json");
  fs::create_symlink("/dev/zero", folder / "run.json");
  EXPECT_THAT(program_.run("summary results/long").err, HasSubstr("run.json: is no manifest of a run"));
}

}  // namespace
}  // namespace rlrun::cli
