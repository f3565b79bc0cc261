#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "lib/experiment/run_result.hpp"

namespace rlrun::experiment {

/// Runs that differ in their seed only, by their directories.
using RunGroup = std::map<std::filesystem::path, RunResult>;

/// By the folder that holds the runs of a group, `<out>/<experiment>/[<overrides>/]`.
using RunGroups = std::map<std::filesystem::path, RunGroup>;

/// All runs at and below the folders, each once. `last`: of `final_return` in curve.hpp.
/// Throws UsageError when one of them is no folder or holds no run, and when completed runs in one folder have configs
/// that differ in more than the seed.
RunGroups read_run_groups(std::span<const std::string> folders, std::size_t last);

/// Those of the completed runs, in the order of their directories.
std::vector<double> final_returns(const RunGroup& group);

}  // namespace rlrun::experiment
