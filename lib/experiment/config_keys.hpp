#pragma once

#include "lib/experiment/experiment_config.hpp"

namespace rlrun::experiment {

/// Reads the mapping `environment:` into the members of `config` that come from it. What is wrong is reported to the
/// reader. Returns false when the environment is unknown, so that nothing else can be said of it.
bool read_environment(config::Reader& root, const config::EnvironmentRegistry& registry, ExperimentConfig& config);

/// Reads all keys of a config. What is wrong is reported to the reader; then the result is incomplete.
/// `resolved_yaml` and `hash` stay empty.
ExperimentConfig read_experiment(config::Reader root, const Registries& registries, int threads);

}  // namespace rlrun::experiment
