#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "apps/rlrun/command.hpp"

namespace rlrun::app {

/// What several subcommands have in common: config files, the options --set for a config and for an environment, run
/// directories, and --last.
Argument config_argument(std::vector<std::string>& configs);
Argument override_argument(std::vector<std::string>& overrides);
Argument environment_override_argument(std::vector<std::string>& overrides);
Argument folders_argument(std::vector<std::string>& folders);
/// `otherwise`: the number of episodes without the option, in words.
Argument last_argument(ArgumentTarget last, const std::string& otherwise = "100");

/// Several groups of arguments, one after the other.
std::vector<Argument> joined(std::initializer_list<std::vector<Argument>> groups);

}  // namespace rlrun::app
