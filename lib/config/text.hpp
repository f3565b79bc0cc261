#pragma once

#include <string>
#include <string_view>

namespace rlrun::config {

/// A control character that YAML does not allow: all but tab and the ends of lines. (yaml-cpp takes byte 4 for the end
/// of the text.)
bool is_control(char c);

/// Length of the longest front part that is UTF-8 (RFC 3629): the position of the first wrong byte, or the size.
std::size_t valid_utf8_length(std::string_view text);

/// The text with everything escaped that would break a line of a message or change how a terminal shows it: control
/// characters (also those of ISO 6429, U+0080 to U+009F), marks of the writing direction, bytes that are no UTF-8.
std::string one_line(std::string_view text);

/// The same for a text of several lines, whose ends and tabs stay.
std::string printable(std::string_view text);

/// The text as a message should show it: in one line, and cut off after about 60 bytes.
std::string excerpt(std::string_view text);

/// "a, b, c".
template <class Strings>
std::string join(const Strings& strings, std::string_view separator = ", ") {
  std::string result;
  for (const auto& text : strings) {
    if (!result.empty()) result += separator;
    result += text;
  }
  return result;
}

}  // namespace rlrun::config
