#pragma once

#include <filesystem>

namespace rlrun::experiment {

/// Keeps other processes out of a run directory while it lives, on every host that shares the file system. It ends with
/// the process, however that ends.
class RunLock {
 public:
  static constexpr const char* file_name = "lock";

  /// Throws UsageError, naming host and process, when another one holds it, and std::runtime_error when the file cannot
  /// be made.
  explicit RunLock(const std::filesystem::path& directory);
  RunLock(RunLock&& other) noexcept;
  RunLock& operator=(RunLock&&) = delete;
  /// Removes the file.
  ~RunLock();

 private:
  std::filesystem::path path_;
  int descriptor_ = -1;
};

}  // namespace rlrun::experiment
