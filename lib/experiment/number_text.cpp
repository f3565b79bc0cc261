#include "lib/experiment/number_text.hpp"

#include <array>
#include <charconv>
#include <string_view>

namespace rlrun::experiment {
namespace {

// Holds the 309 digits before the point of the largest double, and its decimals.
constexpr std::size_t longest_number = 400;

template <class... Arguments>
std::string to_text(Arguments... arguments) {
  std::array<char, longest_number> buffer{};
  const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), arguments...);
  return {buffer.data(), result.ptr};
}

double from_text(std::string_view text) {
  double value = 0.0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

int decimal_exponent(double value) {
  const std::string text = to_text(value, std::chars_format::scientific);
  const char* digits = text.data() + text.find('e') + 1;
  if (*digits == '+') ++digits;
  int exponent = 0;
  std::from_chars(digits, text.data() + text.size(), exponent);
  return exponent;
}

}  // namespace

std::string number_text(double value) { return to_text(value); }

std::string number_text(long value) { return to_text(value); }

std::string fixed_text(double value, int decimals) { return to_text(value, std::chars_format::fixed, decimals); }

std::string python_rounded_text(double value) {
  const double rounded = from_text(fixed_text(value, 6));
  // Python's repr changes to an exponent at these sizes.
  const int exponent = decimal_exponent(rounded);
  if (exponent < -4 || exponent >= 16) return to_text(rounded, std::chars_format::scientific);
  std::string text = to_text(rounded, std::chars_format::fixed);
  if (text.find('.') == std::string::npos) text += ".0";
  return text;
}

}  // namespace rlrun::experiment
