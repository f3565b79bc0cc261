#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lib/experiment/running_hash.hpp"

namespace rlrun::experiment {

/// A stretch of a run's state that lies in a file beside the checkpoint.
struct Piece {
  std::uint64_t position = 0;  ///< of its first byte in the state
  std::uint64_t size = 0;      ///< bytes
  std::uint64_t offset = 0;    ///< of its first byte in the file
  WideHash hash;               ///< of its bytes
};

/// The state without its pieces, which are in the order of their positions and do not overlap.
std::string without_pieces(std::string_view state, const std::vector<Piece>& pieces);

/// The state from what without_pieces left of it and from the content of the file of its pieces.
/// Throws StateError when a piece is damaged, missing or does not fit.
std::string with_pieces(std::string_view rest, const std::vector<Piece>& pieces, std::string_view file);

/// Their bytes: five numbers of 64 bits each, little-endian, in the order of the declarations, the hash's lower half
/// first.
std::string encode_pieces(const std::vector<Piece>& pieces);

/// Throws StateError when the length is that of no list of pieces.
std::vector<Piece> decode_pieces(std::string_view bytes);

}  // namespace rlrun::experiment
