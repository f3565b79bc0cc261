#include "lib/experiment/saved_policy.hpp"

#include "lib/core/error.hpp"
#include "lib/experiment/checkpoint.hpp"
#include "lib/experiment/episode_loop.hpp"

namespace rlrun::experiment {

std::unique_ptr<Policy> saved_policy(const ExperimentConfig& config, const std::filesystem::path& directory,
                                     RngKey key) {
  const auto checkpoint = read_checkpoint(directory, config.hash);
  if (!checkpoint) throw UsageError(directory.string() + ": there is no checkpoint, and so no policy");
  const auto learner = config.make_learner(RngKey());
  Reporter silent;
  const StopFlag never;
  EpisodeLoop loop(config, *learner, RngKey(), silent, never);
  try {
    load_state(loop, checkpoint->state);
  } catch (const std::runtime_error& error) {
    throw UsageError(directory.string() + ": its checkpoint cannot be used: " + error.what());
  }
  return learner->snapshot(key, 1);
}

}  // namespace rlrun::experiment
