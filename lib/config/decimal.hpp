#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace rlrun::config {

/// A decimal number as it was written: (-1)^negative * digits * 10^exponent.
struct Decimal {
  bool negative = false;
  bool leading_zero = false;  ///< such as 0123, which YAML loaders take for 83 or for 123
  std::string digits;         ///< of the integer and fractional part, without leading or trailing zeros; "" is zero
  long exponent = 0;
  std::string plain;  ///< the whole text without plus sign and underscores
};

/// Reads `[+-] digits [. digits] [e [+-] digits]`, where single underscores may stand between digits; .5 and 5. are
/// fine. nullopt when the text is anything else.
std::optional<Decimal> parse_decimal(std::string_view text);

/// The exact value; nullopt when it has a fractional part or does not fit 64 bits: see is_integral.
std::optional<long> to_integer(const Decimal& decimal);

[[nodiscard]] inline bool is_integral(const Decimal& decimal) {
  return decimal.digits.empty() || decimal.exponent >= 0;
}

/// The nearest double; nullopt when it is too large or too small for one.
std::optional<double> to_double(const Decimal& decimal);

}  // namespace rlrun::config
