#include "lib/experiment/tf_record.hpp"

#include <bit>
#include <cstdint>

#include "lib/experiment/crc32c.hpp"
#include "lib/experiment/little_endian.hpp"

namespace rlrun::experiment {
namespace {

/// A checksum of bytes that hold their own checksum would be weak.
std::uint32_t masked(std::uint32_t checksum) {
  constexpr std::uint32_t offset = 0xA282EAD8;
  return std::rotr(checksum, 15) + offset;
}

std::string checksum_of(std::string_view bytes) { return little_endian(masked(crc32c(bytes))); }

}  // namespace

std::string tf_record(std::string_view data) {
  const std::string length = little_endian(std::uint64_t{data.size()});
  return length + checksum_of(length) + std::string(data) + checksum_of(data);
}

}  // namespace rlrun::experiment
