#pragma once

#include <filesystem>

namespace rlrun::experiment {

/// Writes the event file of a finished run that has none from its other files. Throws std::runtime_error when one of
/// them cannot be read.
void export_tensorboard(const std::filesystem::path& directory);

}  // namespace rlrun::experiment
