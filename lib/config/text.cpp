#include "lib/config/text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace rlrun::config {
namespace {

constexpr std::size_t max_excerpt = 60;

std::string escaped(char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  return {'\\', 'x', digits[byte / 16U], digits[byte % 16U]};
}

bool continues_utf8(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Code points of a UTF-8 sequence of some length, by its first byte.
struct Utf8Form {
  std::uint32_t first_byte_mask;
  std::uint32_t first_byte;
  std::size_t length;
  std::uint32_t least_code_point;
};

constexpr std::array<Utf8Form, 4> utf8_forms = {
    {{0x80, 0x00, 1, 0x0}, {0xE0, 0xC0, 2, 0x80}, {0xF0, 0xE0, 3, 0x800}, {0xF8, 0xF0, 4, 0x10000}}};

bool is_scalar_value(std::uint32_t code_point) {
  return code_point <= 0x10FFFF && (code_point < 0xD800 || code_point > 0xDFFF);
}

struct CodePoint {
  std::uint32_t value = 0;
  std::size_t length = 0;  ///< bytes; 0: the text begins with no UTF-8 sequence
};

/// The first one of a text that is not empty.
CodePoint first_code_point(std::string_view text) {
  const std::uint32_t first = static_cast<unsigned char>(text.front());
  for (const auto& [mask, pattern, length, least] : utf8_forms) {
    if ((first & mask) != pattern) continue;
    if (text.size() < length) return {};
    std::uint32_t code_point = first & ~mask;
    for (const char c : text.substr(1, length - 1)) {
      if (!continues_utf8(c)) return {};
      code_point = (code_point << 6U) | (static_cast<unsigned char>(c) & 0x3FU);
    }
    if (code_point < least || !is_scalar_value(code_point)) return {};
    return {.value = code_point, .length = length};
  }
  return {};
}

/// Control characters of ISO 6429 and marks that turn the writing direction round.
bool misleads(std::uint32_t code_point) {
  struct Range {
    std::uint32_t first, last;
  };
  constexpr std::array<Range, 5> ranges = {
      {{0x80, 0x9F}, {0x61C, 0x61C}, {0x200E, 0x200F}, {0x202A, 0x202E}, {0x2066, 0x2069}}};
  for (const auto& [first, last] : ranges) {
    if (code_point >= first && code_point <= last) return true;
  }
  return false;
}

/// Appends the first character of the text, escaped where that must be, and takes it off the front.
void take_character(std::string_view& text, std::string& result) {
  const auto [code_point, length] = first_code_point(text);
  const bool escape = length == 0 || misleads(code_point) || is_control(text.front());
  for (const char c : text.substr(0, std::max<std::size_t>(length, 1)))
    result += escape ? escaped(c) : std::string(1, c);
  text.remove_prefix(std::max<std::size_t>(length, 1));
}

}  // namespace

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20U && c != '\t' && c != '\n' && c != '\r') || byte == 0x7FU;
}

std::size_t valid_utf8_length(std::string_view text) {
  std::size_t position = 0;
  while (position < text.size()) {
    const std::size_t length = first_code_point(text.substr(position)).length;
    if (length == 0) break;
    position += length;
  }
  return position;
}

std::string one_line(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const char c = text.front();
    if (c != '\n' && c != '\t' && c != '\r') {
      take_character(text, result);
      continue;
    }
    result += c == '\n' ? "\\n" : escaped(c);
    text.remove_prefix(1);
  }
  return result;
}

std::string printable(std::string_view text) {
  std::string result;
  while (!text.empty()) take_character(text, result);
  return result;
}

std::string excerpt(std::string_view text) {
  if (text.size() <= max_excerpt) return one_line(text);
  std::size_t length = max_excerpt;
  while (length > 0 && continues_utf8(text[length])) --length;
  return one_line(text.substr(0, length)) + "...";
}

}  // namespace rlrun::config
