#include <gtest/gtest.h>

#include <vector>

#include "apps/rlrun/builtins.hpp"
#include "lib/core/parallel.hpp"
#include "lib/experiment/episode_loop.hpp"
#include "lib/experiment/statistics.hpp"

namespace rlrun {
namespace {

using experiment::EpisodeRecord;
using experiment::ExperimentConfig;

class ReturnCollector final : public experiment::Reporter {
 public:
  void episode(const EpisodeRecord& record) override { returns.push_back(record.episode_return); }
  std::vector<double> returns;
};

/// Mean return of the last 10 episodes of a run.
double final_level(const std::string& config_file, int seed) {
  const std::vector<std::string> overrides = {"run.seed=" + std::to_string(seed)};
  const ExperimentConfig config =
      experiment::load_experiment(RLRUN_SOURCE_DIR "/configs/smoke/" + config_file, overrides, app::builtins(), 1);
  const RngKey root(static_cast<std::uint64_t>(seed));
  const auto learner = config.make_learner(root.derive("learner"));
  ReturnCollector collector;
  const experiment::StopFlag never;
  experiment::EpisodeLoop(config, *learner, root, collector, never).run();
  return experiment::mean(std::span(collector.returns).last(10));
}

std::vector<double> final_levels(const std::string& config_file) {
  constexpr int seeds = 10;
  constexpr int threads = 2;
  std::vector<double> levels(seeds);
  parallel_for(threads, seeds, [&](Index seed) {
    levels[static_cast<std::size_t>(seed)] = final_level(config_file, static_cast<int>(seed));
  });
  return levels;
}

/// The short form of the learning runs: 40 episodes with small networks, 10 seeds. The 95% interval of the final level
/// must lie above three times the random policy's.
TEST(RgrlLearning, LeavesTheRandomLevelOfCartPoleWithinFortyEpisodes) {
  const experiment::MeanInterval random = experiment::t_interval(final_levels("random_cartpole.yaml"));
  const experiment::MeanInterval rgrl = experiment::t_interval(final_levels("rgrl_cartpole.yaml"));
  EXPECT_GT(rgrl.low, 3.0 * random.high) << "mean " << rgrl.mean << " (" << rgrl.low << " to " << rgrl.high
                                         << "), random " << random.mean;
}

}  // namespace
}  // namespace rlrun
