#pragma once

#include <string>
#include <vector>

#include "apps/rlrun/command.hpp"

namespace rlrun::app {

/// The manual page in the macros of man(7).
std::string manual_page(const std::vector<Command>& commands, const std::string& version);

}  // namespace rlrun::app
