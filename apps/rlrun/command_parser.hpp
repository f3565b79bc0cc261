#pragma once

#include <functional>
#include <string>
#include <vector>

#include "apps/rlrun/command.hpp"

namespace rlrun::app {

/// What the arguments ask for. Without an action there is nothing left to do but to end with `exit_code`: a help text
/// or an error was printed.
struct ParsedCommand {
  std::function<int()> action;
  int exit_code = 0;
};

/// `arguments` start with the program's name. `version` is what --version does.
ParsedCommand parse_command(const std::vector<Command>& commands, const std::function<int()>& version,
                            std::vector<std::string> arguments);

}  // namespace rlrun::app
