#include "lib/experiment/checkpoint.hpp"

#include <cstring>
#include <stdexcept>
#include <string>

#include "lib/core/state_io.hpp"
#include "lib/experiment/running_hash.hpp"
#include "tests/fuzz/targets/text.hpp"

namespace rlrun::fuzz {
namespace {

void read(const std::string& bytes) {
  try {
    const experiment::Checkpoint checkpoint = experiment::decode_checkpoint(bytes);
    if (experiment::encode(checkpoint) != bytes) throw std::logic_error("a checkpoint was read as another one");
    (void)experiment::with_pieces(checkpoint.state, checkpoint.pieces, bytes);
  } catch (const StateError&) {
  }
}

template <class Number>
void put(std::string& bytes, std::size_t position, Number number) {
  std::memcpy(bytes.data() + position, &number, sizeof(number));
}

/// The bytes with length and checksum as they should be.
std::string mended(std::string bytes) {
  constexpr std::size_t length_position = 12;
  constexpr std::size_t content_position = length_position + sizeof(std::uint64_t);
  if (bytes.size() < content_position + sizeof(std::uint64_t)) return bytes;
  const std::size_t checksum_position = bytes.size() - sizeof(std::uint64_t);
  put<std::uint64_t>(bytes, length_position, checksum_position - content_position);
  put(bytes, checksum_position, experiment::hash_of(std::string_view(bytes).substr(0, checksum_position)));
  return bytes;
}

}  // namespace

void fuzz_checkpoint(Bytes bytes) {
  const std::string text(text_of(bytes));
  read(text);
  read(mended(text));
}

}  // namespace rlrun::fuzz
