#include "lib/experiment/piece.hpp"

#include <bit>
#include <cstring>
#include <type_traits>

#include "lib/core/state_io.hpp"

namespace rlrun::experiment {
namespace {

static_assert(std::endian::native == std::endian::little, "pieces are copied as they lie in memory");
static_assert(std::is_trivially_copyable_v<Piece> && sizeof(Piece) == 5 * sizeof(std::uint64_t));

std::string_view take(std::string_view& rest, std::uint64_t count) {
  if (count > rest.size()) throw StateError("a piece of the state lies behind its end");
  const std::string_view taken = rest.substr(0, count);
  rest.remove_prefix(count);
  return taken;
}

std::string_view content_of(const Piece& piece, std::string_view file) {
  if (piece.offset > file.size() || piece.size > file.size() - piece.offset) {
    throw StateError("the file of its pieces ends too early");
  }
  const std::string_view bytes = file.substr(piece.offset, piece.size);
  if (wide_hash_of(bytes) != piece.hash) throw StateError("the checksum of one of its pieces is wrong");
  return bytes;
}

}  // namespace

std::string without_pieces(std::string_view state, const std::vector<Piece>& pieces) {
  std::string rest;
  std::size_t end = 0;
  for (const Piece& piece : pieces) {
    rest += state.substr(end, piece.position - end);
    end = piece.position + piece.size;
  }
  return rest += state.substr(end);
}

std::string with_pieces(std::string_view rest, const std::vector<Piece>& pieces, std::string_view file) {
  std::string state;
  for (const Piece& piece : pieces) {
    if (piece.position < state.size()) throw StateError("pieces of the state overlap");
    state += take(rest, piece.position - state.size());
    state += content_of(piece, file);
  }
  return state += rest;
}

std::string encode_pieces(const std::vector<Piece>& pieces) {
  std::string bytes(pieces.size() * sizeof(Piece), '\0');
  if (!pieces.empty()) std::memcpy(bytes.data(), pieces.data(), bytes.size());
  return bytes;
}

std::vector<Piece> decode_pieces(std::string_view bytes) {
  if (bytes.size() % sizeof(Piece) != 0) throw StateError("the list of its pieces ends within one");
  std::vector<Piece> pieces(bytes.size() / sizeof(Piece));
  if (!pieces.empty()) std::memcpy(pieces.data(), bytes.data(), bytes.size());
  return pieces;
}

}  // namespace rlrun::experiment
