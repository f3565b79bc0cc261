#include "tests/unit/experiment/event_file.hpp"

#include <cstring>
#include <stdexcept>

namespace rlrun::experiment::test {
namespace {

void require(bool condition, const char* what) {
  if (!condition) throw std::runtime_error(what);
}

/// Hands out bytes from the front.
class Bytes {
 public:
  explicit Bytes(std::string_view bytes) : rest_(bytes) {}

  [[nodiscard]] bool empty() const { return rest_.empty(); }

  std::string_view take(std::uint64_t count) {
    require(count <= rest_.size(), "the bytes end too soon");
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

  /// Of this x86 processor's byte order, which is that of the formats.
  template <class T>
  T take_value() {
    T value;
    std::memcpy(&value, take(sizeof value).data(), sizeof value);
    return value;
  }

  std::uint64_t take_varint() {
    std::uint64_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = take_value<std::uint8_t>();
      value += std::uint64_t{byte} % 128 << shift;
      if (byte < 128) return value;
    }
  }

  std::string take_text() { return std::string(take(take_varint())); }

 private:
  std::string_view rest_;
};

std::uint32_t unmasked(std::uint32_t masked) {
  const std::uint32_t rotated = masked - 0xa282ead8U;
  return (rotated >> 17U) | (rotated << 15U);
}

std::string_view take_checked(Bytes& bytes, std::uint64_t count) {
  const std::string_view data = bytes.take(count);
  require(unmasked(bytes.take_value<std::uint32_t>()) == crc32c_by_division(data), "a checksum is wrong");
  return data;
}

std::string_view take_record(Bytes& bytes) {
  const auto length = Bytes(take_checked(bytes, 8)).take_value<std::uint64_t>();
  return take_checked(bytes, length);
}

std::pair<std::string, float> parse_value(const std::string& text) {
  std::pair<std::string, float> scalar;
  for (Bytes bytes(text); !bytes.empty();) {
    const std::uint64_t key = bytes.take_varint();
    require(key == 0x0a || key == 0x15, "a scalar has a field other than tag and simple_value");
    if (key == 0x0a) {
      scalar.first = bytes.take_text();
    } else {
      scalar.second = bytes.take_value<float>();
    }
  }
  return scalar;
}

void parse_summary(const std::string& text, Event& event) {
  for (Bytes bytes(text); !bytes.empty();) {
    require(bytes.take_varint() == 0x0a, "a summary has a field other than value");
    event.scalars.push_back(parse_value(bytes.take_text()));
  }
}

void parse_field(Bytes& bytes, Event& event) {
  switch (bytes.take_varint()) {
    case 0x09:
      event.wall_time = bytes.take_value<double>();
      return;
    case 0x10:
      event.step = static_cast<std::int64_t>(bytes.take_varint());
      return;
    case 0x1a:
      event.file_version = bytes.take_text();
      return;
    case 0x2a:
      return parse_summary(bytes.take_text(), event);
    default:
      throw std::runtime_error("an event has an unknown field");
  }
}

}  // namespace

std::uint32_t crc32c_by_division(std::string_view bytes) {
  const auto bit_of_input = [&](std::size_t i) {
    const bool bit = i / 8 < bytes.size() && (static_cast<unsigned char>(bytes[i / 8]) >> (i % 8) & 1U) != 0;
    return bit != (i < 32);
  };
  std::uint32_t remainder = 0;
  for (std::size_t i = 0; i < 8 * bytes.size() + 32; ++i) {
    const bool carry = remainder >> 31U != 0;
    remainder = (remainder << 1U) | (bit_of_input(i) ? 1U : 0U);
    if (carry) remainder ^= 0x1EDC6F41U;
  }
  std::uint32_t reflected = 0;
  for (unsigned bit = 0; bit < 32; ++bit) reflected |= (remainder >> bit & 1U) << (31 - bit);
  return ~reflected;
}

std::vector<Event> read_events(std::string_view content) {
  std::vector<Event> events;
  for (Bytes bytes(content); !bytes.empty();) {
    Bytes record(take_record(bytes));
    events.emplace_back();
    while (!record.empty()) parse_field(record, events.back());
  }
  return events;
}

}  // namespace rlrun::experiment::test
