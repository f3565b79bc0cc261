#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace rlrun::experiment {

/// Puts a message of Protocol Buffers together, field by field. Field numbers are 1 to 15.
/// Source: protobuf.dev, "Encoding".
class ProtobufMessage {
 public:
  void add_integer(int field, std::int64_t value);
  void add_double(int field, double value);
  void add_float(int field, float value);
  /// A string, or the bytes of another message.
  void add_bytes(int field, std::string_view value);

  [[nodiscard]] const std::string& bytes() const { return bytes_; }

 private:
  void add_tag(int field, unsigned wire_type);
  void add_varint(std::uint64_t value);

  std::string bytes_;
};

}  // namespace rlrun::experiment
