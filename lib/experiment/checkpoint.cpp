#include "lib/experiment/checkpoint.hpp"

#include <spdlog/spdlog.h>

#include <array>
#include <cstring>

#include "lib/core/error.hpp"
#include "lib/core/state_io.hpp"
#include "lib/experiment/pieces_path.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view magic = "rlrunckp";
constexpr std::uint32_t format_version = 3;

template <class Number>
void append(std::string& bytes, Number number) {
  std::array<char, sizeof(Number)> raw{};
  std::memcpy(raw.data(), &number, raw.size());
  bytes.append(raw.data(), raw.size());
}

template <class Number>
Number take(std::string_view& rest) {
  if (rest.size() < sizeof(Number)) throw StateError("it ends too early");
  Number number{};
  std::memcpy(&number, rest.data(), sizeof(Number));
  rest.remove_prefix(sizeof(Number));
  return number;
}

std::string encode_content(const Checkpoint& checkpoint) {
  StateWriter writer;
  writer.write("config_hash", std::string_view(checkpoint.config_hash));
  writer.write("start_time", checkpoint.start_time);
  writer.write("files", static_cast<std::int64_t>(checkpoint.files.size()));
  for (const FileExtent& file : checkpoint.files) {
    writer.write("name", std::string_view(file.name));
    writer.write("bytes", static_cast<std::int64_t>(file.bytes));
    writer.write("hash", static_cast<std::int64_t>(file.hash));
  }
  writer.write("pieces_file", checkpoint.pieces_file);
  writer.write("pieces", std::string_view(encode_pieces(checkpoint.pieces)));
  writer.write("state", std::string_view(checkpoint.state));
  return writer.bytes();
}

Checkpoint decode_content(std::string_view content) {
  StateReader reader(content);
  Checkpoint checkpoint;
  checkpoint.config_hash = reader.read_string("config_hash");
  checkpoint.start_time = reader.read_finite("start_time");
  const std::int64_t files = reader.read_count("files");
  for (std::int64_t i = 0; i < files; ++i) {
    FileExtent& file = checkpoint.files.emplace_back();
    file.name = reader.read_string("name");
    file.bytes = static_cast<std::uint64_t>(reader.read_count("bytes"));
    file.hash = static_cast<std::uint64_t>(reader.read_integer("hash"));
  }
  checkpoint.pieces_file = reader.read_count("pieces_file");
  checkpoint.pieces = decode_pieces(reader.read_string("pieces"));
  checkpoint.state = reader.read_string("state");
  if (!reader.at_end()) throw StateError("there is more behind its end");
  return checkpoint;
}

void put_back_pieces(const fs::path& directory, Checkpoint& checkpoint) {
  if (checkpoint.pieces.empty()) return;
  const fs::path path = pieces_path(directory, checkpoint.pieces_file);
  if (!fs::exists(path)) throw StateError(path.filename().string() + " is missing");
  checkpoint.state = with_pieces(checkpoint.state, checkpoint.pieces, read_file(path));
  checkpoint.pieces.clear();
}

void require_config(const fs::path& directory, const Checkpoint& checkpoint, const std::string& config_hash) {
  if (checkpoint.config_hash == config_hash) return;
  throw UsageError(directory.string() + ": its checkpoint belongs to another config; --force starts again");
}

/// The checkpoint in a file where it is whole and `use` takes it; else the reason is reported in the log.
std::optional<Checkpoint> read_if_usable(const fs::path& path, const std::string& config_hash,
                                         const std::function<void(const Checkpoint&)>& use) try {
  if (!fs::exists(path)) return std::nullopt;
  require_regular_file(path);
  Checkpoint checkpoint = decode_checkpoint(read_file(path));
  put_back_pieces(path.parent_path(), checkpoint);
  require_config(path.parent_path(), checkpoint, config_hash);
  use(checkpoint);
  return checkpoint;
} catch (const UsageError&) {
  throw;
} catch (const OtherFormatError& error) {
  throw UsageError(path.string() + ": " + error.what() + "; --force starts again");
} catch (const std::runtime_error& error) {
  spdlog::warn("{}: not usable: {}", path.string(), error.what());
  return std::nullopt;
}

struct FoundCheckpoint {
  Checkpoint checkpoint;
  bool is_previous = false;
};

std::optional<FoundCheckpoint> find_checkpoint(const fs::path& directory, const std::string& config_hash,
                                               const std::function<void(const Checkpoint&)>& use) {
  auto checkpoint = read_if_usable(directory / Checkpoint::file_name, config_hash, use);
  const bool is_previous = !checkpoint;
  if (is_previous) {
    const fs::path previous = directory / Checkpoint::previous_file_name;
    checkpoint = read_if_usable(previous, config_hash, use);
    if (checkpoint) spdlog::warn("{}: used, for there is no whole {}", previous.string(), Checkpoint::file_name);
  }
  if (!checkpoint) return std::nullopt;
  return FoundCheckpoint{.checkpoint = std::move(*checkpoint), .is_previous = is_previous};
}

}  // namespace

std::string encode(const Checkpoint& checkpoint) {
  const std::string content = encode_content(checkpoint);
  std::string bytes(magic);
  append(bytes, format_version);
  append(bytes, static_cast<std::uint64_t>(content.size()));
  bytes += content;
  append(bytes, hash_of(bytes));
  return bytes;
}

Checkpoint decode_checkpoint(std::string_view bytes) {
  std::string_view rest = bytes;
  if (!rest.starts_with(magic)) throw StateError("it is no checkpoint");
  rest.remove_prefix(magic.size());
  const auto version = take<std::uint32_t>(rest);
  const auto length = take<std::uint64_t>(rest);
  if (rest.size() < sizeof(std::uint64_t) || length != rest.size() - sizeof(std::uint64_t)) {
    throw StateError("its length is not the recorded one");
  }
  const std::string_view content = rest.substr(0, length);
  rest.remove_prefix(length);
  if (take<std::uint64_t>(rest) != hash_of(bytes.substr(0, bytes.size() - sizeof(std::uint64_t)))) {
    throw StateError("its checksum is wrong");
  }
  if (version != format_version) {
    throw OtherFormatError("its format is " + std::to_string(version) + ", this program reads " +
                           std::to_string(format_version));
  }
  return decode_content(content);
}

void write_checkpoint(const fs::path& directory, const Checkpoint& checkpoint) {
  write_atomically(directory / Checkpoint::file_name, encode(checkpoint), directory / Checkpoint::previous_file_name);
}

std::optional<Checkpoint> read_checkpoint(const fs::path& directory, const std::string& config_hash) {
  auto found = find_checkpoint(directory, config_hash, [](const Checkpoint&) {});
  if (!found) return std::nullopt;
  return std::move(found->checkpoint);
}

std::optional<Checkpoint> resume_checkpoint(const fs::path& directory, const std::string& config_hash,
                                            const std::function<void(const Checkpoint&)>& use) {
  const fs::path newest = directory / Checkpoint::file_name;
  const fs::path previous = directory / Checkpoint::previous_file_name;
  auto found = find_checkpoint(directory, config_hash, use);
  if (!found && (fs::exists(newest) || fs::exists(previous))) {
    throw UsageError(directory.string() +
                     ": none of its checkpoints can be used, so that the run cannot go on; nothing was changed. "
                     "--force deletes its files and starts again");
  }
  if (!found) return std::nullopt;
  if (found->is_previous) fs::rename(previous, newest);
  return std::move(found->checkpoint);
}

}  // namespace rlrun::experiment
