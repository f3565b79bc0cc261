#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace rlrun::experiment {

/// The returns of one panel of a published figure, an episode each, from a CSV file with the columns panel, episode
/// (from 1) and return. Throws std::runtime_error naming the file when it cannot be read, has no such panel, or its
/// episodes do not follow each other.
std::vector<double> read_published_curve(const std::filesystem::path& path, const std::string& panel);

}  // namespace rlrun::experiment
