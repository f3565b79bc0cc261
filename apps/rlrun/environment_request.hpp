#pragma once

#include <string>
#include <vector>

#include "lib/experiment/experiment_config.hpp"

namespace rlrun::app {

/// An environment as named on the command line.
struct EnvironmentRequest {
  std::string name;
  std::vector<std::string> overrides;  ///< "key=value", keys of the config's `environment:` mapping
};

struct RequestedEnvironment {
  const config::EnvironmentFactory* factory = nullptr;
  config::EnvironmentMaker make;
  EnvironmentSpec spec;
  long time_limit = 0;  ///< steps
};

/// Throws UsageError when there is no such environment or a key or value is wrong.
RequestedEnvironment make_environment(const EnvironmentRequest& request, const config::EnvironmentRegistry& registry);

}  // namespace rlrun::app
