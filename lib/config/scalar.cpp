#include "lib/config/scalar.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <limits>
#include <optional>

#include "lib/config/decimal.hpp"
#include "lib/config/text.hpp"

namespace rlrun::config {
namespace {

constexpr std::string_view tag_prefix = "tag:yaml.org,2002:";

/// The type that a tag such as !!float asks for; "" without a tag.
std::string_view tagged_type(const Node& node) {
  const std::string_view tag = node.tag;
  return tag.starts_with(tag_prefix) ? tag.substr(tag_prefix.size()) : "";
}

bool is_text(const Node& node) { return node.quoted() || tagged_type(node) == "str"; }

std::string lower_case(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return result;
}

/// .nan, .inf, nan, infinity and so on, with any sign.
bool is_not_finite(std::string_view text) {
  std::string word = lower_case(text);
  if (word.starts_with('+') || word.starts_with('-')) word.erase(0, 1);
  if (word.starts_with('.')) word.erase(0, 1);
  return word == "nan" || word == "inf" || word == "infinity";
}

std::string shown(const Node& node) { return is_text(node) ? '"' + excerpt(node.text) + '"' : excerpt(node.text); }

/// nullopt when the node is a scalar.
std::optional<Problem> refuse_other_kinds(const Node& node) {
  if (node.kind == Node::Kind::scalar) return std::nullopt;
  return Problem{"the value is " + std::string(kind_name(node.kind))};
}

Parsed<Decimal> decimal_of(const Node& node) {
  if (const auto problem = refuse_other_kinds(node)) return *problem;
  if (is_text(node)) return Problem{shown(node) + " is text, not a number"};
  const std::string_view type = tagged_type(node);
  const std::optional<Decimal> decimal = type == "bool" ? std::nullopt : parse_decimal(node.text);
  if (!decimal) return Problem{shown(node) + (is_not_finite(node.text) ? " is not finite" : " is not a number")};
  if (decimal->leading_zero) return Problem{shown(node) + " begins with a zero"};
  if (type == "int" && !is_integral(*decimal)) return Problem{shown(node) + " is not a whole number"};
  return *decimal;
}

}  // namespace

Parsed<bool> parse_bool(const Node& node) {
  if (const auto problem = refuse_other_kinds(node)) return *problem;
  const std::string_view type = tagged_type(node);
  const bool may_be_bool = !is_text(node) && (type.empty() || type == "bool");
  if (may_be_bool && node.text == "true") return true;
  if (may_be_bool && node.text == "false") return false;
  return Problem{shown(node) + " is not a bool"};
}

Parsed<long> parse_integer(const Node& node) {
  const Parsed<Decimal> parsed = decimal_of(node);
  if (const auto* problem = std::get_if<Problem>(&parsed)) return *problem;
  const auto& decimal = std::get<Decimal>(parsed);
  if (!is_integral(decimal)) return Problem{shown(node) + " is not a whole number"};
  if (const auto value = to_integer(decimal)) return *value;
  return Problem{shown(node) + " does not fit 64 bits"};
}

Parsed<int> parse_int(const Node& node) {
  using Limits = std::numeric_limits<int>;
  const Parsed<long> parsed = parse_integer(node);
  if (const auto* problem = std::get_if<Problem>(&parsed)) return *problem;
  const long value = std::get<long>(parsed);
  if (value < Limits::min() || value > Limits::max()) return Problem{shown(node) + " does not fit 32 bits"};
  return static_cast<int>(value);
}

Parsed<double> parse_number(const Node& node) {
  const Parsed<Decimal> parsed = decimal_of(node);
  if (const auto* problem = std::get_if<Problem>(&parsed)) return *problem;
  if (const auto value = to_double(std::get<Decimal>(parsed))) return *value;
  return Problem{shown(node) + " is too large or too small for a double"};
}

Parsed<std::string> parse_string(const Node& node) {
  if (const auto problem = refuse_other_kinds(node)) return *problem;
  if (is_text(node)) return node.text;
  if (!tagged_type(node).empty() || parse_decimal(node.text) || is_not_finite(node.text)) {
    return Problem{shown(node) + " is a number, not text; put it in quotes"};
  }
  if (node.text == "true" || node.text == "false")
    return Problem{shown(node) + " is a bool, not text; put it in quotes"};
  return node.text;
}

Parsed<std::string> parse_name(const Node& node) {
  if (const auto problem = refuse_other_kinds(node)) return *problem;
  return node.text;
}

bool needs_quotes(std::string_view text) {
  constexpr std::array<std::string_view, 12> words = {"",   "~",  "null", "true", "false", "yes",
                                                      "no", "on", "off",  "y",    "n",     "<<"};
  return std::ranges::find(words, lower_case(text)) != words.end() || parse_decimal(text) || is_not_finite(text);
}

}  // namespace rlrun::config
