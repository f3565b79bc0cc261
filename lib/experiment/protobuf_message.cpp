#include "lib/experiment/protobuf_message.hpp"

#include <bit>

#include "lib/experiment/little_endian.hpp"

namespace rlrun::experiment {
namespace {

constexpr unsigned wire_varint = 0;
constexpr unsigned wire_64_bits = 1;
constexpr unsigned wire_length_first = 2;
constexpr unsigned wire_32_bits = 5;

}  // namespace

void ProtobufMessage::add_integer(int field, std::int64_t value) {
  add_tag(field, wire_varint);
  add_varint(static_cast<std::uint64_t>(value));
}

void ProtobufMessage::add_double(int field, double value) {
  add_tag(field, wire_64_bits);
  bytes_ += little_endian(std::bit_cast<std::uint64_t>(value));
}

void ProtobufMessage::add_float(int field, float value) {
  add_tag(field, wire_32_bits);
  bytes_ += little_endian(std::bit_cast<std::uint32_t>(value));
}

void ProtobufMessage::add_bytes(int field, std::string_view value) {
  add_tag(field, wire_length_first);
  add_varint(value.size());
  bytes_ += value;
}

void ProtobufMessage::add_tag(int field, unsigned wire_type) {
  add_varint((static_cast<std::uint64_t>(field) << 3U) | wire_type);
}

void ProtobufMessage::add_varint(std::uint64_t value) {
  constexpr std::uint64_t seven_bits = 0x7F;
  constexpr std::uint64_t more_follow = 0x80;
  for (; value > seven_bits; value >>= 7U) bytes_ += static_cast<char>((value & seven_bits) | more_follow);
  bytes_ += static_cast<char>(value);
}

}  // namespace rlrun::experiment
