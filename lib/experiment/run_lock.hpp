#pragma once

#include <filesystem>

namespace rlrun::experiment {

/// Keeps other processes out of a run directory while it lives, on every host that shares the file system. It ends with
/// the process, however that ends. Where the file system has no locks, which is reported in the log, a file that names
/// host and process takes their place: it is left behind by a process that is killed, and taken over on the same host.
class RunLock {
 public:
  static constexpr const char* file_name = "lock";
  static constexpr const char* owner_file_name = "lock.owner";

  enum class Mode { exclusive, shared };  ///< shared: only tells others that the run is going on

  /// Throws UsageError, naming host and process, when another one holds it, and std::runtime_error when the file cannot
  /// be made.
  explicit RunLock(const std::filesystem::path& directory, Mode mode = Mode::exclusive);
  RunLock(RunLock&& other) noexcept;
  RunLock& operator=(RunLock&&) = delete;
  /// Removes the file.
  ~RunLock();

  /// Whether a process has it, as far as one can tell: one of another host that is named in a file counts.
  static bool is_held(const std::filesystem::path& directory);

 private:
  void take_owner_file(const std::filesystem::path& directory, Mode mode);

  std::filesystem::path path_;
  int descriptor_ = -1;
};

}  // namespace rlrun::experiment
