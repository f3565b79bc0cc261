#include "lib/experiment/piece_store.hpp"

#include <algorithm>
#include <string_view>
#include <system_error>
#include <utility>

#include "lib/experiment/pieces_path.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t smallest_piece = 1 << 10;  // bytes; a smaller one is hardly larger than its entry in the list
constexpr std::size_t least_together = 1 << 18;  // bytes that are worth a file

long highest_number(const fs::path& directory) {
  const std::vector<long> numbers = pieces_numbers(directory);
  return numbers.empty() ? 0 : *std::ranges::max_element(numbers);
}

/// Those of the state that are worth a place of their own; their offsets are not set yet.
std::vector<Piece> pieces_of(const StateWriter& state) {
  std::vector<Piece> pieces;
  std::size_t together = 0;
  for (const auto& [begin, size] : state.lasting()) {
    if (size < smallest_piece) continue;
    const std::string_view bytes = std::string_view(state.bytes()).substr(begin, size);
    pieces.push_back({.position = begin, .size = size, .hash = wide_hash_of(bytes)});
    together += size;
  }
  if (together < least_together) pieces.clear();
  return pieces;
}

/// Whether less than half of the file would be of use with these pieces in it.
bool is_mostly_waste(const PieceFile& file, const std::vector<Piece>& pieces) {
  std::uint64_t used = 0;
  std::uint64_t added = 0;
  for (const Piece& piece : pieces) {
    used += piece.size;
    if (!file.holds(piece.hash)) added += piece.size;
  }
  return file.bytes() + added > 2 * used;
}

}  // namespace

PieceStore::PieceStore(fs::path directory, long last)
    : directory_(std::move(directory)), last_(last), highest_(highest_number(directory_)) {}

void PieceStore::put(const StateWriter& state, Checkpoint& checkpoint) {
  std::vector<Piece> pieces = pieces_of(state);
  checkpoint.state = without_pieces(state.bytes(), pieces);
  if (pieces.empty()) return;
  auto file = file_for(pieces);
  for (Piece& piece : pieces) {
    const std::string_view bytes = std::string_view(state.bytes()).substr(piece.position, piece.size);
    piece.offset = file->place(piece.hash, bytes);
  }
  file->sync();
  checkpoint.pieces_file = file->number();
  checkpoint.pieces = std::move(pieces);
  older_ = std::exchange(newer_, std::move(file));
}

/// Takes the file whose turn it is: after a failure nothing more is appended to it.
std::unique_ptr<PieceFile> PieceStore::file_for(const std::vector<Piece>& pieces) {
  auto file = std::exchange(older_, nullptr);
  if (file && !is_mostly_waste(*file, pieces)) return file;
  return std::make_unique<PieceFile>(directory_, ++highest_);
}

void PieceStore::clean(const Checkpoint& checkpoint) {
  for (const long number : pieces_numbers(directory_)) {
    std::error_code failure;  // what stays now is removed later
    if (number != checkpoint.pieces_file && number != last_) fs::remove(pieces_path(directory_, number), failure);
  }
  last_ = checkpoint.pieces_file;
}

}  // namespace rlrun::experiment
