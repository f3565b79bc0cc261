#include "lib/experiment/run_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

#include "lib/core/error.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/host.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const char* action) {
  throw std::runtime_error(path.string() + ": " + action + ": " + std::generic_category().message(errno));
}

/// False when the holder of the lock has removed the file since it was opened.
bool is_at(int descriptor, const fs::path& path) {
  struct stat opened = {};
  struct stat present = {};
  return ::fstat(descriptor, &opened) == 0 && ::stat(path.c_str(), &present) == 0 && opened.st_ino == present.st_ino &&
         opened.st_dev == present.st_dev;
}

/// Returns the descriptor of the locked file.
int lock(const fs::path& path) {
  while (true) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) fail(path, "cannot create");
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
      const bool held = errno == EWOULDBLOCK;
      ::close(descriptor);
      if (!held) fail(path, "cannot lock");
      throw UsageError(path.parent_path().string() + ": in use by " + read_file(path));
    }
    if (is_at(descriptor, path)) return descriptor;
    ::close(descriptor);
  }
}

}  // namespace

RunLock::RunLock(const fs::path& directory) : path_(directory / file_name), descriptor_(lock(path_)) {
  const std::string holder = current_host().name + ", process " + std::to_string(::getpid());
  if (::ftruncate(descriptor_, 0) != 0 || ::write(descriptor_, holder.data(), holder.size()) < 0) {
    ::close(descriptor_);
    fail(path_, "cannot write");
  }
}

RunLock::RunLock(RunLock&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

RunLock::~RunLock() {
  if (descriptor_ < 0) return;
  ::unlink(path_.c_str());
  ::close(descriptor_);
}

}  // namespace rlrun::experiment
