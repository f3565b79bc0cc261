#pragma once

#include <string>
#include <vector>

#include "apps/rlrun/command.hpp"

namespace rlrun::app {

/// What several subcommands have in common: config files, and the options --set for a config and for an environment.
Argument config_argument(std::vector<std::string>& configs);
Argument override_argument(std::vector<std::string>& overrides);
Argument environment_override_argument(std::vector<std::string>& overrides);

}  // namespace rlrun::app
