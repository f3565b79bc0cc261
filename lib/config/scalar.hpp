#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "lib/config/document.hpp"

namespace rlrun::config {

/// Why a node is not a value of the wanted type, such as `"5" is quoted text`.
struct Problem {
  std::string what;
};

template <class T>
using Parsed = std::variant<T, Problem>;

/// `true` or `false`, unquoted; nothing else.
Parsed<bool> parse_bool(const Node& node);

/// An exactly integral decimal number such as 7, -3, 1_000, 1e6 or 1.5e1; no leading zero, no other base.
Parsed<long> parse_integer(const Node& node);
/// As above; must fit an int.
Parsed<int> parse_int(const Node& node);

/// A finite decimal number.
Parsed<double> parse_number(const Node& node);

/// Text. What YAML takes for a bool or a number must be quoted.
Parsed<std::string> parse_string(const Node& node);

/// One of several names, as it was written, with quotes or without.
Parsed<std::string> parse_name(const Node& node);

/// True when plain text would not be taken for text: null, a bool, a number or not a number.
bool needs_quotes(std::string_view text);

}  // namespace rlrun::config
