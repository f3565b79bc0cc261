#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "lib/experiment/file.hpp"

namespace rlrun::experiment {

/// Whether a file tells only what others tell as well, or the clock: then a run can go on without it.
bool is_derived(std::string_view name);

/// Opens the files that a run appends to: new ones, or those of a checkpoint where it left them.
class RunFiles {
 public:
  explicit RunFiles(std::filesystem::path directory, std::vector<FileExtent> extents = {});

  /// Throws std::runtime_error when the file cannot be opened or is not what it was at the checkpoint; one that is
  /// derived is then begun again, which is reported in the log.
  [[nodiscard]] OutputFile open(std::string_view name) const;

  /// Whether the checkpoint has this file.
  [[nodiscard]] bool goes_on(std::string_view name) const;

 private:
  std::filesystem::path directory_;
  std::vector<FileExtent> extents_;
};

}  // namespace rlrun::experiment
