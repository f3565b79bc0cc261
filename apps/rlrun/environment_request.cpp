#include "apps/rlrun/environment_request.hpp"

#include "lib/config/config.hpp"
#include "lib/config/yaml_text.hpp"
#include "lib/experiment/config_keys.hpp"

namespace rlrun::app {

RequestedEnvironment make_environment(const EnvironmentRequest& request, const config::EnvironmentRegistry& registry) {
  std::vector<std::string> overrides;
  for (const std::string& text : request.overrides) overrides.push_back("environment." + text);
  const std::string text = "environment: {name: " + config::yaml_text(request.name) + "}\n";
  config::Config document = config::Config::parse(text, "command line", overrides);
  experiment::ExperimentConfig config;
  config::Reader root = document.root();
  experiment::read_environment(root, registry, config);
  document.findings().throw_if_any();
  return {.factory = registry.find(request.name),
          .make = config.make_environment,
          .spec = config.environment,
          .time_limit = config.time_limit};
}

}  // namespace rlrun::app
