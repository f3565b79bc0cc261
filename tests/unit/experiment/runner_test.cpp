#include "lib/experiment/runner.hpp"

#include <gmock/gmock.h>

#include <nlohmann/json.hpp>
#include <set>

#include "lib/core/error.hpp"
#include "lib/core/floating_point.hpp"
#include "lib/experiment/digest.hpp"
#include "lib/experiment/file.hpp"
#include "tests/unit/experiment/fakes.hpp"

namespace rlrun::experiment::test {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class RunnerTest : public testing::Test {
 protected:
  /// A run of 20 episodes; `on_observe` is called after every step.
  Manifest run(
      std::function<void()> on_observe = [] {}, RunOptions options = {.seed = 5, .episodes = 20}) {
    ExperimentConfig config = countdown_config(9, options);
    config.make_learner = [on_observe](RngKey) {
      auto learner = std::make_unique<Witness>(SlotSchedule::reset_at_once, 1);
      learner->on_observe = on_observe;
      return learner;
    };
    return run_experiment(config, directory_, {.asked_threads = 3, .command_line = {"rlrun", "x.yaml"}}, stop_);
  }

  [[nodiscard]] nlohmann::json manifest() const { return nlohmann::json::parse(read_file(directory_ / "run.json")); }

  TemporaryFolder folder_;
  fs::path directory_ = folder_.path() / "seed_0005";
  StopFlag stop_;
};

TEST_F(RunnerTest, ACompletedRunLeavesTheFilesOfTheInterfaceAndNoOthers) {
  EXPECT_EQ(run().exit_code, 0);
  std::set<std::string> names;
  for (const auto& entry : fs::directory_iterator(directory_)) names.insert(entry.path().filename());
  EXPECT_EQ(names, (std::set<std::string>{"checkpoint.bin", "config.yaml", "curve.csv", "diagnostics.csv",
                                          "monitor.csv", "run.json", "rlrun.log", "timing.csv"}));
  EXPECT_EQ(read_file(directory_ / "config.yaml"), "experiment: countdown\n");
}

TEST_F(RunnerTest, TheManifestSaysHowItWasMade) {
  run();
  const nlohmann::json json = manifest();
  EXPECT_EQ(json["status"], "completed");
  EXPECT_EQ(json["exit_code"], 0);
  EXPECT_EQ(json["seed"], 5);
  EXPECT_EQ(json["episodes"], 20);
  EXPECT_EQ(json["threads"], 1);  // the learner has nothing to divide among the three that were asked for
  EXPECT_EQ(json["floating_point"], floating_point_mode);
  EXPECT_EQ(json["config_hash"], "0123456789abcdef");
  EXPECT_EQ(json["command_line"], (std::vector<std::string>{"rlrun", "x.yaml"}));
  EXPECT_EQ(json["curve_sha256"], sha256_hex(read_file(directory_ / "curve.csv")));
  EXPECT_GT(json["peak_memory_bytes"], 0);
  EXPECT_EQ(json["segments"].size(), 1U);
  for (const char* key : {"version", "git_hash", "compiler", "flags", "libraries", "host", "cpu", "slurm"}) {
    EXPECT_TRUE(json.contains(key)) << key;
  }
}

TEST_F(RunnerTest, WhileItRunsTheManifestSaysSo) {
  std::string status;
  run([&] { status = manifest()["status"]; });
  EXPECT_EQ(status, "running");
}

TEST_F(RunnerTest, EvaluationsHaveAFileWhereTheConfigAsksForThem) {
  run([] {}, {.episodes = 3, .evaluation = {.episodes = 2}});
  EXPECT_THAT(read_file(directory_ / "evaluation.csv"), testing::StartsWith("step,episode,"));
}

TEST_F(RunnerTest, ADivergedRunKeepsItsRowsAndItsReason) {
  int steps = 0;
  const Manifest end = run([&] {
    if (++steps == 50) throw DivergenceError("gradient of w is not finite");
  });
  EXPECT_EQ(end.exit_code, 3);
  EXPECT_EQ(manifest()["status"], "diverged");
  EXPECT_EQ(manifest()["steps"], 50);
  EXPECT_THAT(manifest()["error"].get<std::string>(), HasSubstr("gradient of w is not finite"));
  EXPECT_THAT(read_file(directory_ / "curve.csv"), HasSubstr("\n5,0,"));
}

TEST_F(RunnerTest, AnyOtherErrorIsAFailure) {
  const Manifest end = run([] { throw std::runtime_error("broken"); });
  EXPECT_EQ(end.exit_code, 1);
  EXPECT_EQ(manifest()["status"], "failed");
  EXPECT_EQ(manifest()["error"], "broken");
}

TEST_F(RunnerTest, ASignalInterrupts) {
  const Manifest end = run([&] { stop_.request(15); });
  EXPECT_EQ(end.exit_code, 75);
  EXPECT_EQ(manifest()["status"], "interrupted");
  EXPECT_EQ(manifest()["exit_code"], 75);
}

TEST_F(RunnerTest, TheSameSeedGivesTheSameCurve) {
  const std::string first = run().curve_sha256;
  directory_ += "_again";
  EXPECT_EQ(run().curve_sha256, first);
  directory_ += "_other";
  EXPECT_NE(run([] {}, {.seed = 6, .episodes = 20}).curve_sha256, first);
}

}  // namespace
}  // namespace rlrun::experiment::test
