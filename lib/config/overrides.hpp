#pragma once

#include <string>
#include <string_view>

#include "lib/config/document.hpp"

namespace rlrun::config {

/// Puts the value of `a.b=value` in place of what `root`, a mapping, holds at a.b, or adds it there; mappings on the
/// way are made. Adds a finding, and changes nothing, where the text is malformed or the way leads through a value that
/// is no mapping. `flag`: what findings call the source of the text.
void apply_override(std::string_view text, Node& root, Findings& findings, std::string_view flag = "--set");

/// `a.b=value` in one spelling for equal values: numbers and lists as a resolved config writes them.
std::string canonical_override(std::string_view text);

}  // namespace rlrun::config
