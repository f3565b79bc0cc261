#include "lib/experiment/crc32c.hpp"

#include <array>
#include <cstddef>

namespace rlrun::experiment {
namespace {

constexpr std::uint32_t reflected_polynomial = 0x82F63B78;
constexpr std::uint32_t all_ones = 0xFFFFFFFF;

/// What a byte does to the remainder.
constexpr std::array<std::uint32_t, 256> make_table() {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t byte = 0; byte < table.size(); ++byte) {
    std::uint32_t remainder = byte;
    for (int bit = 0; bit < 8; ++bit) {
      remainder = (remainder >> 1U) ^ ((remainder & 1U) != 0 ? reflected_polynomial : 0U);
    }
    table[byte] = remainder;
  }
  return table;
}

constexpr auto table_of_bytes = make_table();

}  // namespace

std::uint32_t crc32c(std::string_view bytes) {
  std::uint32_t remainder = all_ones;
  for (const char character : bytes) {
    const auto byte = static_cast<std::uint8_t>(character);
    remainder = (remainder >> 8U) ^ table_of_bytes[(remainder ^ byte) & 0xFFU];
  }
  return remainder ^ all_ones;
}

}  // namespace rlrun::experiment
