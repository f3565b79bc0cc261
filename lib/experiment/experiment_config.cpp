#include "lib/experiment/experiment_config.hpp"

#include "lib/config/config.hpp"
#include "lib/experiment/config_keys.hpp"

namespace rlrun::experiment {

ExperimentConfig load_experiment(const std::filesystem::path& path, std::span<const std::string> overrides,
                                 const Registries& registries, int threads) {
  config::Config document = config::Config::load(path, overrides);
  ExperimentConfig config = read_experiment(document.root(), registries, threads);
  document.findings().throw_if_any();
  config.resolved_yaml = config::resolved_yaml(document.log());
  config.hash = config::config_hash(config.resolved_yaml);
  return config;
}

}  // namespace rlrun::experiment
