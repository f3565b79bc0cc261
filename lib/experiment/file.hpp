#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "lib/experiment/running_hash.hpp"

namespace rlrun::experiment {

/// How far a file has been written.
struct FileExtent {
  std::string name;  ///< without its folder
  std::uint64_t bytes = 0;
  std::uint64_t hash = 0;  ///< of these bytes
};

/// A file being written, buffered. Every function throws std::runtime_error with path and reason when it fails.
class OutputFile {
 public:
  /// Creates the file, or empties it.
  explicit OutputFile(std::filesystem::path path);
  /// Goes on behind a recorded extent; what lies there is cut off. Throws std::runtime_error also when the file does
  /// not begin with the bytes of the record.
  OutputFile(std::filesystem::path path, const FileExtent& extent);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile& operator=(OutputFile&&) = delete;
  /// Closes without a word; call close() to learn whether everything was written.
  ~OutputFile();

  void write(std::string_view text);
  /// All that was written so far, whether it has left the buffer or not.
  [[nodiscard]] FileExtent extent() const;
  /// Hands the buffer to the operating system.
  void flush();
  /// Flushes and waits until the bytes are on disk.
  void sync();
  /// Flushes, waits until the bytes are on disk, closes.
  void close();

 private:
  std::filesystem::path path_;
  std::string buffer_;
  int descriptor_;  ///< -1 once closed
  std::uint64_t bytes_ = 0;
  RunningHash hash_;
};

/// Replaces a file as a whole: readers see the old content or the new, even after a power cut. Where `previous` names a
/// file, the old one is kept under that name, and between the two there may be a moment without a file at `path`.
/// Throws std::runtime_error with path and reason when it fails; what was written until then is removed.
void write_atomically(const std::filesystem::path& path, std::string_view content,
                      const std::filesystem::path& previous = {});

/// Waits until the names of a directory's files are on disk. Throws std::runtime_error with path and reason.
void sync_directory(const std::filesystem::path& directory);

/// Throws std::runtime_error with path and reason unless a file is one that ends: no folder, pipe or device.
void require_regular_file(const std::filesystem::path& path);

/// Throws std::runtime_error with path and reason when a file does not begin with the bytes of the record.
void require_extent(const std::filesystem::path& path, const FileExtent& extent);

/// The whole content. Throws std::runtime_error with path and reason, also for a folder.
std::string read_file(const std::filesystem::path& path);

}  // namespace rlrun::experiment
