#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string_view>

#include "lib/experiment/file.hpp"
#include "lib/experiment/running_hash.hpp"

namespace rlrun::experiment {

/// A new file that pieces are appended to, each once. Throws std::runtime_error with path and reason when it cannot
/// write.
class PieceFile {
 public:
  PieceFile(const std::filesystem::path& directory, long number);

  /// Writes the bytes of this hash where the file does not hold them yet. Returns their offset.
  std::uint64_t place(const WideHash& hash, std::string_view bytes);
  /// Waits until all is on disk.
  void sync() { file_.sync(); }

  [[nodiscard]] bool holds(const WideHash& hash) const { return offsets_.contains(hash); }
  [[nodiscard]] std::uint64_t bytes() const { return file_.extent().bytes; }
  [[nodiscard]] long number() const { return number_; }

 private:
  long number_;
  OutputFile file_;
  std::map<WideHash, std::uint64_t> offsets_;
};

}  // namespace rlrun::experiment
