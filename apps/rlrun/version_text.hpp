#pragma once

#include <string>

namespace rlrun::app {

/// Version, git hash, compiler, flags and library versions, a line each.
std::string version_text();

}  // namespace rlrun::app
