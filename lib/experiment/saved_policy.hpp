#pragma once

#include <filesystem>
#include <memory>

#include "lib/experiment/experiment_config.hpp"

namespace rlrun::experiment {

/// The policy that a run's newest checkpoint holds, frozen, for one slot; its randomness comes from `key`.
/// Throws UsageError when there is no checkpoint, and StateError when it does not fit the config.
std::unique_ptr<Policy> saved_policy(const ExperimentConfig& config, const std::filesystem::path& directory,
                                     RngKey key);

}  // namespace rlrun::experiment
