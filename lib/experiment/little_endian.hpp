#pragma once

#include <cstddef>
#include <string>

namespace rlrun::experiment {

/// The bytes of an unsigned number, the lowest first.
template <class Unsigned>
std::string little_endian(Unsigned value) {
  std::string bytes;
  for (std::size_t i = 0; i < sizeof(Unsigned); ++i) {
    bytes += static_cast<char>(static_cast<unsigned char>((value >> (8 * i)) & 0xFFU));
  }
  return bytes;
}

}  // namespace rlrun::experiment
