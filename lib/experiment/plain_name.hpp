#pragma once

#include <string_view>

namespace rlrun::experiment {

/// What a name of a folder or file may be that comes from a config or a list: up to 100 letters, digits and _ . -, the
/// first one no dot, so that no path leaves its folder by it.
bool is_plain_name(std::string_view name);

inline constexpr const char* plain_names = "up to 100 letters, digits and _ . -, the first one no dot";

}  // namespace rlrun::experiment
