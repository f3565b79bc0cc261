#pragma once

#include <string>

#include "lib/config/document.hpp"

namespace rlrun::config {

/// A value on one line, in YAML's flow style, such that reading it gives the same value.
std::string flow_text(const Node& node);

}  // namespace rlrun::config
