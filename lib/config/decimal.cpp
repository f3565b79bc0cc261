#include "lib/config/decimal.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <system_error>

namespace rlrun::config {
namespace {

/// No exponent beyond this one makes a difference: the text of a config is shorter.
constexpr long max_exponent = 1L << 40;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool skip(std::string_view& rest, std::string_view any_of) {
  if (rest.empty() || any_of.find(rest.front()) == std::string_view::npos) return false;
  rest.remove_prefix(1);
  return true;
}

/// Takes digits and the single underscores between them off the front; returns the digits.
std::string take_digits(std::string_view& rest) {
  std::string digits;
  while (!rest.empty()) {
    const bool separator = rest.size() > 1 && rest.front() == '_' && !digits.empty() && is_digit(rest[1]);
    if (separator) rest.remove_prefix(1);
    if (!is_digit(rest.front())) break;
    digits += rest.front();
    rest.remove_prefix(1);
  }
  return digits;
}

long clamped_exponent(const std::string& digits, bool negative) {
  long value = 0;
  const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (result.ec == std::errc::result_out_of_range) value = max_exponent;
  value = std::min(value, max_exponent);
  return negative ? -value : value;
}

/// nullopt where the value is out of range or characters are left.
template <class T>
std::optional<T> from_whole_text(const std::string& text) {
  T value{};
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stopped != end) return std::nullopt;
  return value;
}

void strip_zeros(Decimal& decimal) {
  std::string& digits = decimal.digits;
  digits.erase(0, digits.find_first_not_of('0'));
  while (!digits.empty() && digits.back() == '0') {
    digits.pop_back();
    ++decimal.exponent;
  }
}

}  // namespace

std::optional<Decimal> parse_decimal(std::string_view text) {
  Decimal decimal;
  std::string_view rest = text;
  decimal.negative = rest.starts_with('-');
  skip(rest, "+-");
  const std::string integer = take_digits(rest);
  const std::string fraction = skip(rest, ".") ? take_digits(rest) : "";
  if (integer.empty() && fraction.empty()) return std::nullopt;
  if (skip(rest, "eE")) {
    const bool negative = rest.starts_with('-');
    skip(rest, "+-");
    const std::string digits = take_digits(rest);
    if (digits.empty()) return std::nullopt;
    decimal.exponent = clamped_exponent(digits, negative);
  }
  if (!rest.empty()) return std::nullopt;

  decimal.leading_zero = integer.size() > 1 && integer.front() == '0';
  decimal.digits = integer + fraction;
  decimal.exponent -= static_cast<long>(fraction.size());
  strip_zeros(decimal);
  decimal.plain = text;
  std::erase(decimal.plain, '_');
  if (decimal.plain.starts_with('+')) decimal.plain.erase(0, 1);
  return decimal;
}

std::optional<long> to_integer(const Decimal& decimal) {
  constexpr long max_digits = std::numeric_limits<long>::digits10 + 1;
  if (decimal.digits.empty()) return 0;
  if (!is_integral(decimal) || decimal.exponent > max_digits) return std::nullopt;
  std::string text = decimal.negative ? "-" : "";
  text += decimal.digits;
  text.append(static_cast<std::size_t>(decimal.exponent), '0');
  return from_whole_text<long>(text);
}

std::optional<double> to_double(const Decimal& decimal) { return from_whole_text<double>(decimal.plain); }

}  // namespace rlrun::config
