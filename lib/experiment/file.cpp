#include "lib/experiment/file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace rlrun::experiment {
namespace {

constexpr std::size_t buffer_size = 1 << 16;

[[noreturn]] void fail(const std::filesystem::path& path, const char* action) {
  const int error = errno;
  throw std::runtime_error(path.string() + ": " + action + ": " + std::generic_category().message(error));
}

/// Devices and pipes cannot be synchronised, which is no error.
bool sync_failed(int descriptor) { return ::fsync(descriptor) != 0 && errno != EINVAL && errno != EROFS; }

/// Removes a file at its end, unless it has got another name by then.
class TemporaryName {
 public:
  explicit TemporaryName(std::filesystem::path path) : path_(std::move(path)) {}
  TemporaryName(const TemporaryName&) = delete;
  TemporaryName& operator=(const TemporaryName&) = delete;
  ~TemporaryName() { ::unlink(path_.c_str()); }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

/// Adds the bytes of the record, which the file must begin with, to the hash.
void add_extent(const std::filesystem::path& path, const FileExtent& extent, RunningHash& hash) {
  const std::string content = read_file(path).substr(0, extent.bytes);
  hash.add(content);
  if (content.size() == extent.bytes && hash.value() == extent.hash) return;
  throw std::runtime_error(path.string() + ": is not as the checkpoint left it");
}

}  // namespace

OutputFile::OutputFile(std::filesystem::path path)
    : path_(std::move(path)), descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
  buffer_.reserve(buffer_size);
  if (descriptor_ < 0) fail(path_, "cannot create");
}

OutputFile::OutputFile(std::filesystem::path path, const FileExtent& extent)
    : path_(std::move(path)), descriptor_(::open(path_.c_str(), O_WRONLY | O_CLOEXEC)) {
  buffer_.reserve(buffer_size);
  if (descriptor_ < 0) fail(path_, "cannot open");
  add_extent(path_, extent, hash_);
  bytes_ = extent.bytes;
  const auto end = static_cast<off_t>(bytes_);
  if (::ftruncate(descriptor_, end) != 0 || ::lseek(descriptor_, end, SEEK_SET) != end) fail(path_, "cannot cut off");
}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::move(other.path_)),
      buffer_(std::move(other.buffer_)),
      descriptor_(std::exchange(other.descriptor_, -1)),
      bytes_(other.bytes_),
      hash_(std::move(other.hash_)) {}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) ::close(descriptor_);
}

void OutputFile::write(std::string_view text) {
  if (buffer_.size() + text.size() > buffer_size) flush();
  buffer_ += text;
  hash_.add(text);
  bytes_ += text.size();
}

FileExtent OutputFile::extent() const {
  return {.name = path_.filename().string(), .bytes = bytes_, .hash = hash_.value()};
}

void OutputFile::flush() {
  std::string_view rest = buffer_;
  while (!rest.empty()) {
    const ssize_t written = ::write(descriptor_, rest.data(), rest.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail(path_, "cannot write");
    rest.remove_prefix(static_cast<std::size_t>(written));
  }
  buffer_.clear();
}

void OutputFile::sync() {
  flush();
  if (sync_failed(descriptor_)) fail(path_, "cannot synchronise");
}

void OutputFile::close() {
  if (descriptor_ < 0) return;
  sync();
  if (::close(std::exchange(descriptor_, -1)) != 0) fail(path_, "cannot close");
}

void write_atomically(const std::filesystem::path& path, std::string_view content,
                      const std::filesystem::path& previous) {
  const TemporaryName temporary(path.string() + ".tmp");
  OutputFile file(temporary.path());
  file.write(content);
  file.close();
  const bool keep = !previous.empty() && std::filesystem::exists(path);
  if (keep && ::rename(path.c_str(), previous.c_str()) != 0) fail(previous, "cannot replace");
  if (::rename(temporary.path().c_str(), path.c_str()) != 0) fail(path, "cannot replace");
  sync_directory(path.has_parent_path() ? path.parent_path() : ".");
}

void sync_directory(const std::filesystem::path& directory) {
  const int descriptor = ::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) fail(directory, "cannot open");
  const bool failed = sync_failed(descriptor);
  ::close(descriptor);
  if (failed) fail(directory, "cannot synchronise");
}

void require_regular_file(const std::filesystem::path& path) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) fail(path, "cannot open");
  if (!S_ISREG(status.st_mode)) throw std::runtime_error(path.string() + ": cannot open: is no regular file");
}

void require_extent(const std::filesystem::path& path, const FileExtent& extent) {
  require_regular_file(path);
  RunningHash hash;
  add_extent(path, extent, hash);
}

std::string read_file(const std::filesystem::path& path) {
  if (std::filesystem::is_directory(path)) throw std::runtime_error(path.string() + ": cannot read: is a folder");
  std::ifstream stream(path, std::ios::binary);
  if (!stream) fail(path, "cannot open");
  std::string content{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (stream.bad()) fail(path, "cannot read");
  return content;
}

}  // namespace rlrun::experiment
