#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace rlrun::app {

/// The shell command that makes `count` more runs, seeds from `first` on, as `command_line` made an earlier one.
std::string more_seeds_command(const std::vector<std::string>& command_line, long first, std::size_t count);

}  // namespace rlrun::app
