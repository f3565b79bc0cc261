#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "lib/experiment/run_group.hpp"

namespace rlrun::app {

/// A directory as people read it: relative where it lies below the working directory.
std::string directory_label(const std::filesystem::path& directory);

/// The one group of runs at and below a folder; `last` as for `read_run_groups`. Throws UsageError naming all groups
/// when there are several.
experiment::RunGroups::value_type read_single_group(const std::string& folder, std::size_t last);

/// Names the runs that are not done, and why, on stderr. Returns whether all are.
bool report_unfinished(const experiment::RunGroup& group);

/// Warns on stderr where so many finished runs have no interval (`fewest_seeds`).
void warn_of_few_seeds(const std::string& label, std::size_t seeds);

}  // namespace rlrun::app
