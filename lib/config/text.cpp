#include "lib/config/text.hpp"

namespace rlrun::config {
namespace {

constexpr std::size_t max_excerpt = 60;

std::string escaped(char c) {
  constexpr std::string_view digits = "0123456789abcdef";
  const auto byte = static_cast<unsigned char>(c);
  return {'\\', 'x', digits[byte / 16U], digits[byte % 16U]};
}

bool continues_utf8(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

}  // namespace

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20U && c != '\t' && c != '\n' && c != '\r') || byte == 0x7FU;
}

std::string one_line(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\n') {
      result += "\\n";
    } else if (is_control(c) || c == '\t' || c == '\r') {
      result += escaped(c);
    } else {
      result += c;
    }
  }
  return result;
}

std::string excerpt(std::string_view text) {
  if (text.size() <= max_excerpt) return one_line(text);
  std::size_t length = max_excerpt;
  while (length > 0 && continues_utf8(text[length])) --length;
  return one_line(text.substr(0, length)) + "...";
}

}  // namespace rlrun::config
