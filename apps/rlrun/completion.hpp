#pragma once

#include <string>
#include <vector>

#include "apps/rlrun/command.hpp"

namespace rlrun::app {

/// Scripts that complete command names, options, their choices and the names of environments and learners. File names
/// are left to the shell.
std::string bash_completion(const std::vector<Command>& commands);
std::string zsh_completion(const std::vector<Command>& commands);

}  // namespace rlrun::app
