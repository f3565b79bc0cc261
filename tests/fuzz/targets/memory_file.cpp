#include "tests/fuzz/targets/memory_file.hpp"

#include <sys/mman.h>
#include <unistd.h>

#include <stdexcept>
#include <string>

namespace rlrun::fuzz {

MemoryFile::MemoryFile(Bytes content) : descriptor_(::memfd_create("fuzz", MFD_CLOEXEC)) {
  if (::write(descriptor_, content.data(), content.size()) == static_cast<ssize_t>(content.size())) return;
  ::close(descriptor_);
  throw std::runtime_error("cannot make a file in memory");
}

MemoryFile::~MemoryFile() { ::close(descriptor_); }

std::filesystem::path MemoryFile::path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

}  // namespace rlrun::fuzz
