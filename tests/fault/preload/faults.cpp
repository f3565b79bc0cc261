// Put in front of the C library by LD_PRELOAD: lets one call on a file below a folder fail, and writes down which.
// Environment:
//   FAULT_FOLDER  absolute path; only files below it count
//   FAULT_CALL    write; fsync; rename; open, for writing; half_write: a write that writes half, and the next one
//   fails,
//                 as on a disk that is getting full; short_write: every write writes half, and none fails; flock: all
//                 of them fail, as on a file system without locks
//   FAULT_AT      which of these calls fails, from 1
//   FAULT_ERRNO   the number that it leaves in errno
//   FAULT_REPORT  a file for the path that the call was on; it is not made when no call failed
// No fsync reaches the disk, for that takes long and only a power cut would show it.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

namespace {

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

std::string absolute(std::string_view path) {
  if (path.starts_with('/')) return std::string(path);
  std::array<char, 4096> folder{};
  return ::getcwd(folder.data(), folder.size()) == nullptr ? "" : std::string(folder.data()) + "/" + std::string(path);
}

std::string path_of(int descriptor) {
  std::array<char, 4096> path{};
  const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
  const ssize_t size = ::readlink(link.c_str(), path.data(), path.size());
  return {path.data(), static_cast<std::size_t>(std::max<ssize_t>(size, 0))};
}

void report(const std::string& path) {
  std::FILE* const file = std::fopen(variable("FAULT_REPORT").c_str(), "w");
  if (file == nullptr) return;
  std::fputs(path.c_str(), file);
  std::fclose(file);
}

bool counts(const std::string& path) {
  static const std::string folder = variable("FAULT_FOLDER") + "/";
  return path.starts_with(folder);
}

bool is_chosen(std::string_view call) {
  static const std::string chosen = variable("FAULT_CALL");
  return call == chosen;
}

/// Counts this call; 0 for the one that FAULT_AT means.
long turn() {
  static const long at = std::atol(variable("FAULT_AT").c_str());
  static std::atomic<long> calls = 0;
  return ++calls - at;
}

int fail(const std::string& path) {
  report(path);
  errno = std::atoi(variable("FAULT_ERRNO").c_str());
  return -1;
}

bool fails(std::string_view call, const std::string& path) { return is_chosen(call) && counts(path) && turn() == 0; }

}  // namespace

extern "C" {

ssize_t write(int descriptor, const void* bytes, std::size_t size) {
  static auto* const real = next<ssize_t(int, const void*, std::size_t)>("write");
  const std::string path = path_of(descriptor);
  if (!counts(path)) return real(descriptor, bytes, size);
  const std::size_t half = (size + 1) / 2;
  if (is_chosen("short_write")) return real(descriptor, bytes, half);
  const bool halves = is_chosen("half_write");
  if (!halves && !is_chosen("write")) return real(descriptor, bytes, size);
  const long now = turn();
  if (now == (halves ? 1 : 0)) return fail(path);
  return real(descriptor, bytes, halves && now == 0 ? half : size);
}

int fsync(int descriptor) {
  const std::string path = path_of(descriptor);
  return fails("fsync", path) ? fail(path) : 0;
}

int flock(int descriptor, int operation) {
  static auto* const real = next<int(int, int)>("flock");
  const std::string path = path_of(descriptor);
  return is_chosen("flock") && counts(path) ? fail(path) : real(descriptor, operation);
}

int rename(const char* from, const char* to) noexcept {
  static auto* const real = next<int(const char*, const char*)>("rename");
  const std::string path = absolute(to);
  return fails("rename", path) ? fail(path) : real(from, to);
}

int open(const char* name, int flags, ...) {
  static auto* const real = next<int(const char*, int, ...)>("open");
  std::va_list arguments;
  va_start(arguments, flags);
  const auto mode = (flags & O_CREAT) != 0 ? va_arg(arguments, mode_t) : mode_t{};
  va_end(arguments);
  const std::string path = absolute(name);
  return (flags & O_ACCMODE) != O_RDONLY && fails("open", path) ? fail(path) : real(name, flags, mode);
}
}
