#include "lib/experiment/run_lock.hpp"

#include <fcntl.h>
#include <signal.h>
#include <spdlog/spdlog.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

#include "lib/core/error.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/host.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

constexpr int most_tries = 5;  // somebody may just be looking whether there is a lock
constexpr auto time_between_tries = std::chrono::milliseconds(10);

[[noreturn]] void fail(const fs::path& path, const char* action) {
  throw std::runtime_error(path.string() + ": " + action + ": " + std::generic_category().message(errno));
}

[[noreturn]] void refuse(const fs::path& path, const std::string& advice) {
  throw UsageError(path.parent_path().string() + ": in use by " + read_file(path) + advice);
}

/// False when the holder of the lock has removed the file since it was opened.
bool is_at(int descriptor, const fs::path& path) {
  struct stat opened = {};
  struct stat present = {};
  return ::fstat(descriptor, &opened) == 0 && ::stat(path.c_str(), &present) == 0 && opened.st_ino == present.st_ino &&
         opened.st_dev == present.st_dev;
}

bool locks_are_unknown(int error) { return error == ENOLCK || error == ENOSYS || error == EOPNOTSUPP; }

/// Returns the descriptor of the locked file; -1 where the file system has no locks.
int lock(const fs::path& path) {
  for (int tries = 1;;) {
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (descriptor < 0) fail(path, "cannot create");
    if (::flock(descriptor, LOCK_EX | LOCK_NB) == 0) {
      if (is_at(descriptor, path)) return descriptor;
      ::close(descriptor);
      continue;
    }
    const int error = errno;
    ::close(descriptor);
    if (locks_are_unknown(error)) return -1;
    if (error != EWOULDBLOCK) fail(path, "cannot lock");
    if (tries++ == most_tries) refuse(path, "");
    std::this_thread::sleep_for(time_between_tries);
  }
}

std::string this_process() { return current_host().name + ", process " + std::to_string(::getpid()); }

void write_owner(int descriptor, const fs::path& path) {
  const std::string owner = this_process();
  if (::ftruncate(descriptor, 0) == 0 && ::write(descriptor, owner.data(), owner.size()) >= 0) return;
  ::close(descriptor);
  fail(path, "cannot write");
}

/// Whether the process that the file names may still run: it does not where it was one of this host and is gone.
bool owner_may_live(const fs::path& path) {
  const std::string owner = read_file(path);
  const std::size_t number = owner.rfind(' ');
  const std::string here = current_host().name + ", process";
  if (number == std::string::npos || owner.substr(0, number) != here) return true;
  const long process = std::atol(owner.c_str() + number);
  return process <= 0 || ::kill(static_cast<pid_t>(process), 0) == 0 || errno != ESRCH;
}

}  // namespace

RunLock::RunLock(const fs::path& directory, Mode mode) : path_(directory / file_name) {
  if (mode == Mode::exclusive) descriptor_ = lock(path_);
  if (descriptor_ >= 0) {
    write_owner(descriptor_, path_);
  } else {
    take_owner_file(directory, mode);
  }
}

void RunLock::take_owner_file(const fs::path& directory, Mode mode) {
  ::unlink(path_.c_str());
  path_ = directory / owner_file_name;
  if (mode == Mode::exclusive) {
    spdlog::warn("{}: the file system has no locks; {} takes their place", directory.string(), owner_file_name);
  }
  const int only_new = mode == Mode::exclusive ? O_EXCL : 0;
  while ((descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | only_new, 0666)) < 0) {
    if (errno != EEXIST) fail(path_, "cannot create");
    if (owner_may_live(path_)) refuse(path_, "; where that is gone, delete " + path_.string() + " or give --no-lock");
    ::unlink(path_.c_str());
  }
  write_owner(descriptor_, path_);
}

RunLock::RunLock(RunLock&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

RunLock::~RunLock() {
  if (descriptor_ < 0) return;
  ::unlink(path_.c_str());
  ::close(descriptor_);
}

bool RunLock::is_held(const fs::path& directory) {
  const fs::path owner = directory / owner_file_name;
  if (fs::exists(owner)) return owner_may_live(owner);
  const int descriptor = ::open((directory / file_name).c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (descriptor < 0) return false;
  const bool held = ::flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  ::close(descriptor);
  return held;
}

}  // namespace rlrun::experiment
