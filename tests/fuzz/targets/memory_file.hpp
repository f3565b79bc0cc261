#pragma once

#include <filesystem>

#include "tests/fuzz/targets/targets.hpp"

namespace rlrun::fuzz {

/// A file in memory, for readers that want a path.
class MemoryFile {
 public:
  /// Throws std::runtime_error when it cannot be made.
  explicit MemoryFile(Bytes content);
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile();

  [[nodiscard]] std::filesystem::path path() const;

 private:
  int descriptor_;
};

}  // namespace rlrun::fuzz
