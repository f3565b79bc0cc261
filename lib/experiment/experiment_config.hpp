#pragma once

#include <filesystem>
#include <span>
#include <string>

#include "lib/config/config.hpp"
#include "lib/config/factories.hpp"
#include "lib/experiment/shaping.hpp"

namespace rlrun::experiment {

/// What a config may name.
struct Registries {
  config::EnvironmentRegistry environments;
  config::LearnerRegistry learners;
};

struct EvaluationOptions {
  long episodes = 0;  ///< of one evaluation; 0: no evaluation
  int num_envs = 1;
  long every = 0;  ///< episodes between two evaluations; 0: only at the end
};

struct RunOptions {
  long seed = 0;
  long episodes = 0;  ///< or batches of num_envs of them, where they last one step; 0: not limited
  long steps = 0;     ///< environment steps, all slots together; 0: not limited
  int num_envs = 1;
  bool learning = true;  ///< false: the learner explores but learns nothing
  EvaluationOptions evaluation = {};
};

/// A config file, read and checked.
struct ExperimentConfig {
  std::string experiment;  ///< name of the result directory
  EnvironmentSpec environment;
  config::EnvironmentMaker make_environment;
  long time_limit = 0;  ///< steps
  ShapingOptions shaping;
  std::string learner;  ///< registered name
  config::LearnerMaker make_learner;
  RunOptions run;
  config::Precision precision = config::Precision::single;
  std::string resolved_yaml;  ///< every key with its value; loading it gives this config again
  std::string hash;           ///< of resolved_yaml
  std::string group_hash;     ///< of resolved_yaml without the seed
};

/// Reads a config. `threads` is handed to the learner. Throws UsageError with all findings, one a line.
ExperimentConfig load_experiment(config::Config document, const Registries& registries, int threads);

/// Reads a config file and its overrides ("a.b=c"). `threads` is handed to the learner.
/// Throws UsageError with all findings, one a line.
ExperimentConfig load_experiment(const std::filesystem::path& path, std::span<const std::string> overrides,
                                 const Registries& registries, int threads);

/// Every config key of a registered environment or learner, for people. Throws UsageError when the name is unknown.
std::string describe(const std::string& name, const Registries& registries);

}  // namespace rlrun::experiment
