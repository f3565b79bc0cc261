#pragma once

#include <filesystem>
#include <vector>

namespace rlrun::experiment {

/// `checkpoint.pieces.NUMBER`, a file of pieces of a run's state. Numbers count from 1.
std::filesystem::path pieces_path(const std::filesystem::path& directory, long number);

/// The numbers of all such files in a directory, in no order. Throws std::filesystem::filesystem_error when it cannot
/// be read.
std::vector<long> pieces_numbers(const std::filesystem::path& directory);

}  // namespace rlrun::experiment
