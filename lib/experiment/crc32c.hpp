#pragma once

#include <cstdint>
#include <string_view>

namespace rlrun::experiment {

/// CRC-32C (Castagnoli): the polynomial 0x1EDC6F41, reflected, start and end inverted. Source: RFC 3720, section 12.1.
std::uint32_t crc32c(std::string_view bytes);

}  // namespace rlrun::experiment
