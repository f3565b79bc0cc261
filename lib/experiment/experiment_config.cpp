#include "lib/experiment/experiment_config.hpp"

#include <utility>

#include "lib/experiment/config_keys.hpp"

namespace rlrun::experiment {
namespace {

/// Runs of one hash differ in their seeds only.
std::string group_hash(config::FieldLog log) {
  config::Field any_seed;
  any_seed.parent = "run";
  any_seed.key = "seed";
  log.record(std::move(any_seed));
  return config::config_hash(config::resolved_yaml(log));
}

}  // namespace

ExperimentConfig load_experiment(config::Config document, const Registries& registries, int threads) {
  ExperimentConfig config = read_experiment(document.root(), registries, threads);
  document.findings().throw_if_any();
  config.resolved_yaml = config::resolved_yaml(document.log());
  config.hash = config::config_hash(config.resolved_yaml);
  config.group_hash = group_hash(document.log());
  return config;
}

ExperimentConfig load_experiment(const std::filesystem::path& path, std::span<const std::string> overrides,
                                 const Registries& registries, int threads) {
  return load_experiment(config::Config::load(path, overrides), registries, threads);
}

}  // namespace rlrun::experiment
