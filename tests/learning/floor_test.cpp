// What exploration alone reaches on MountainCarContinuous: the level above which a learner must be to have learned.
#include <gtest/gtest.h>

#include <vector>

#include "apps/rlrun/builtins.hpp"
#include "lib/experiment/episode_loop.hpp"
#include "lib/experiment/inference.hpp"
#include "lib/experiment/statistics.hpp"

namespace rlrun {
namespace {

struct Returns final : experiment::Reporter {
  void episode(const experiment::EpisodeRecord& record) override { exploring.push_back(record.episode_return); }
  void evaluation(const experiment::EvaluationRecord& record) override { frozen.push_back(record.episode_return); }

  std::vector<double> exploring;
  std::vector<double> frozen;
};

/// Adds the episodes of one run of the shipped config that learns nothing.
void explore(const std::string& config_file, int seed, Returns& returns) {
  const std::vector<std::string> overrides = {"run.seed=" + std::to_string(seed), "run.learning=false",
                                              "run.episodes=40", "run.evaluation.episodes=5"};
  const experiment::ExperimentConfig config =
      experiment::load_experiment(RLRUN_SOURCE_DIR "/configs/" + config_file, overrides, app::builtins(), 1);
  const RngKey root(static_cast<std::uint64_t>(seed));
  const auto learner = config.make_learner(root.derive("learner"));
  const experiment::StopFlag never;
  experiment::EpisodeLoop(config, *learner, root, returns, never).run();
}

/// The noise of DDPG swings the car up by itself, and the policy beneath it does nothing: measured over 100 episodes of
/// ten seeds, 75.9 while it explores and -0.0 frozen.
TEST(Floor, TheNoiseOfDdpgAloneDrivesUpTheHillAndItsPolicyDoesNot) {
  Returns returns;
  for (int seed = 100; seed < 110; ++seed) explore("ddpg_mountain_car_continuous.yaml", seed, returns);
  const experiment::Interval exploring = experiment::mean_interval(returns.exploring);
  EXPECT_LT(exploring.low, 75.9);
  EXPECT_GT(exploring.high, 75.9);
  EXPECT_LT(exploring.high - exploring.low, 8.0);
  EXPECT_NEAR(experiment::mean(returns.frozen), 0.0, 0.1);
}

}  // namespace
}  // namespace rlrun
