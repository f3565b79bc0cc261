#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace rlrun::experiment {

/// A file being written, buffered. Every function throws std::runtime_error with path and reason when it fails.
class OutputFile {
 public:
  /// Creates the file, or empties it.
  explicit OutputFile(std::filesystem::path path);
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  /// Closes without a word; call close() to learn whether everything was written.
  ~OutputFile();

  void write(std::string_view text);
  /// Hands the buffer to the operating system.
  void flush();
  /// Flushes, waits until the bytes are on disk, closes.
  void close();

 private:
  std::filesystem::path path_;
  std::string buffer_;
  int descriptor_;  ///< -1 once closed
};

/// Replaces a file as a whole: readers see the old content or the new, even after a power cut.
void write_atomically(const std::filesystem::path& path, std::string_view content);

/// The whole content. Throws std::runtime_error with path and reason.
std::string read_file(const std::filesystem::path& path);

}  // namespace rlrun::experiment
