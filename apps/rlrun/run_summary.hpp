#pragma once

#include <filesystem>
#include <ostream>
#include <vector>

#include "lib/experiment/manifest.hpp"

namespace rlrun::app {

/// A run that has ended, now or earlier.
struct EndedRun {
  std::filesystem::path directory;
  experiment::Manifest manifest;
};

/// Says where the runs lie, then prints one table for every experiment: a row a seed and, where there are several,
/// the mean over the completed runs with its 95% interval.
void print_summary(std::ostream& out, const std::vector<EndedRun>& runs);

}  // namespace rlrun::app
