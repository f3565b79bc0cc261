#include <xxhash.h>

#include <array>
#include <charconv>

#include "lib/config/config.hpp"

namespace rlrun::config {

std::string config_hash(std::string_view resolved) {
  constexpr std::size_t digits = 16;
  std::array<char, digits> buffer{};
  const auto result = std::to_chars(buffer.begin(), buffer.end(), XXH64(resolved.data(), resolved.size(), 0), 16);
  const std::string hash(buffer.begin(), result.ptr);
  return std::string(digits - hash.size(), '0') + hash;
}

}  // namespace rlrun::config
