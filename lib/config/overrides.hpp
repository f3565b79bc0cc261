#pragma once

#include <string_view>

#include "lib/config/document.hpp"

namespace rlrun::config {

/// Puts the value of `a.b=value` in place of what `root`, a mapping, holds at a.b, or adds it there; mappings on the
/// way are made. Adds a finding, and changes nothing, where the text is malformed or the way leads through a value that
/// is no mapping.
void apply_override(std::string_view text, Node& root, Findings& findings);

}  // namespace rlrun::config
