#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "lib/core/state_io.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/piece.hpp"

namespace rlrun::experiment {

/// What a run needs to go on as if nothing had happened.
struct Checkpoint {
  static constexpr std::string_view file_name = "checkpoint.bin";
  static constexpr std::string_view previous_file_name = "checkpoint.prev.bin";

  std::string config_hash;
  double start_time = 0.0;        ///< of the run's first segment, seconds since 1970-01-01 UTC
  std::vector<FileExtent> files;  ///< how far each file of records goes
  std::string state;              ///< of learner, environments and episode loop, without its pieces
  std::int64_t pieces_file = 0;   ///< number of the file that holds the pieces; 0 where there are none
  std::vector<Piece> pieces;      ///< of the state, as a StateWriter writes it
};

/// The file's bytes: 8 of magic, format version (32 bits), length of the content (64 bits), content, XXH3 of all before
/// (64 bits); numbers little-endian.
std::string encode(const Checkpoint& checkpoint);

/// Whole, but written by another version of the program.
struct OtherFormatError : StateError {
  using StateError::StateError;
};

/// Throws StateError when the bytes are damaged, OtherFormatError when they are of another format.
Checkpoint decode_checkpoint(std::string_view bytes);

/// Writes `checkpoint.bin` as a whole and keeps the last one as `checkpoint.prev.bin`.
void write_checkpoint(const std::filesystem::path& directory, const Checkpoint& checkpoint);

/// The newest checkpoint that is whole, its pieces put back into the state; nothing when there is none. A damaged one,
/// and the use of the previous one, are reported in the log.
/// Throws UsageError when it belongs to another config, or has a format of another version of the program.
std::optional<Checkpoint> read_checkpoint(const std::filesystem::path& directory, const std::string& config_hash);

/// The newest checkpoint for a run to go on from: whole, and such that `use`, which throws std::runtime_error where it
/// is of no use, takes it. Where the previous one is used it takes the place of the newest, so that the next to be
/// written does not keep a damaged one instead of it. Nothing when there is none at all.
/// Throws UsageError when there are some and none can be used, and as read_checkpoint; then nothing was changed.
std::optional<Checkpoint> resume_checkpoint(const std::filesystem::path& directory, const std::string& config_hash,
                                            const std::function<void(const Checkpoint&)>& use);

}  // namespace rlrun::experiment
