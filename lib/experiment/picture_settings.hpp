#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "lib/experiment/published_value.hpp"

namespace rlrun::experiment {

/// What the configs of the runs in a picture say about it.
struct PictureSettings {
  std::string title;                      ///< names of the experiments, each once; empty without any config
  std::vector<PublishedValue> published;  ///< those that the configs name, each once
};

/// Throws UsageError when a config cannot be read.
PictureSettings read_picture_settings(std::span<const std::filesystem::path> runs);

}  // namespace rlrun::experiment
