#pragma once

#include <string>
#include <vector>

namespace rlrun::app {

/// Parses the command line, the program's name first, and does what it says. Returns the exit code: 0 done, 1 failed,
/// 2 bad usage or config, 3 diverged, 128 + signal interrupted. Data goes to stdout, everything else to stderr.
int run_command_line(std::vector<std::string> arguments);

}  // namespace rlrun::app
