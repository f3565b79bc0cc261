#pragma once

#include "lib/experiment/experiment_config.hpp"

namespace rlrun::experiment {

/// Reads all keys of a config. What is wrong is reported to the reader; then the result is incomplete.
/// `resolved_yaml` and `hash` stay empty.
ExperimentConfig read_experiment(config::Reader root, const Registries& registries, int threads);

}  // namespace rlrun::experiment
