#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "lib/core/environment.hpp"

namespace rlrun::golden {

/// The reference files of environments whose name begins with `prefix` and whose columns hold states; sorted by name.
std::vector<std::filesystem::path> transition_files(std::string_view prefix);

/// Enters every recorded state of the file, takes the recorded action and expects the recorded next state within
/// `tolerance` (absolute), and the recorded reward and end of the task exactly. The columns `NAME_next` list the
/// state's entries in their order. Returns the number of transitions compared.
std::size_t expect_transitions(Environment& environment, const std::filesystem::path& file, double tolerance);

}  // namespace rlrun::golden
