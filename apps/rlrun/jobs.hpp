#pragma once

#include <string>
#include <vector>

#include "lib/experiment/stop_flag.hpp"

namespace rlrun::app {

/// Starts this program again once for every list of arguments, at most `jobs` at a time, and waits for all. When asked
/// to stop it passes SIGTERM on to those that run and starts no more. Returns their exit codes (128 + signal where one
/// ended a program; -1 for those never started). Throws std::runtime_error when none can be started.
std::vector<int> run_side_by_side(const std::vector<std::vector<std::string>>& arguments, int jobs,
                                  const experiment::StopFlag& stop);

}  // namespace rlrun::app
