#include "lib/config/yaml_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "lib/config/scalar.hpp"
#include "lib/config/text.hpp"

namespace rlrun::config {
namespace {

template <class Number>
std::string number_text(Number value) {
  std::array<char, 32> buffer{};
  const auto result = std::to_chars(buffer.begin(), buffer.end(), value);
  return {buffer.begin(), result.ptr};
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

bool is_plain(char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '.' || c == '/' || c == '-' || c == '+'; }

std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    result += is_control(c) || c == '\n' || c == '\t' || c == '\r' ? one_line({&c, 1}) : std::string(1, c);
  }
  return result + '"';
}

}  // namespace

std::string yaml_text(bool value) { return value ? "true" : "false"; }

std::string yaml_text(int value) { return number_text(value); }

std::string yaml_text(long value) { return number_text(value); }

std::string yaml_text(double value) { return number_text(value); }

std::string yaml_text(const std::vector<double>& values) {
  std::vector<std::string> texts;
  texts.reserve(values.size());
  for (const double value : values) texts.push_back(yaml_text(value));
  return '[' + join(texts) + ']';
}

std::string yaml_text(const std::string& value) {
  const bool plain = !needs_quotes(value) && is_letter(value.front()) && std::ranges::all_of(value, is_plain);
  return plain ? value : quoted(value);
}

}  // namespace rlrun::config
