#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rlrun::experiment::test {

/// What an Event of TensorBoard holds.
struct Event {
  double wall_time = 0.0;
  std::int64_t step = 0;
  std::string file_version = {};
  std::vector<std::pair<std::string, float>> scalars = {};
};

/// CRC-32C by long division, bit for bit.
std::uint32_t crc32c_by_division(std::string_view bytes);

/// Reads an event file by the definitions of TFRecord and Protocol Buffers, sharing no code with what writes it.
/// Throws std::runtime_error where the bytes break them: lengths, checksums, unknown fields.
std::vector<Event> read_events(std::string_view bytes);

}  // namespace rlrun::experiment::test
