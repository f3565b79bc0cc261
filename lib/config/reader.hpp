#pragma once

#include <array>
#include <initializer_list>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "lib/config/field_log.hpp"
#include "lib/config/findings.hpp"

namespace rlrun::config {

struct Node;
struct Entry;

/// Numbers that a field accepts: low <= x <= high, or without the ends where open.
struct Range {
  double low = -std::numeric_limits<double>::infinity();
  double high = std::numeric_limits<double>::infinity();
  bool open_low = false;
  bool open_high = false;

  /// False for what is not finite.
  [[nodiscard]] bool contains(double value) const;
  /// Such as ">= 1" or "in [0, 1)"; empty without limits.
  [[nodiscard]] std::string text() const;

  static Range any() { return {}; }
  static Range at_least(double low) { return {.low = low}; }
  static Range above(double low) { return {.low = low, .open_low = true}; }
  static Range between(double low, double high) { return {.low = low, .high = high}; }
  static Range from_below(double low, double high) { return {.low = low, .high = high, .open_high = true}; }
};

/// What `rlrun describe` says of a field.
struct Doc {
  std::string_view meaning;
  std::string_view source = "";  ///< paper, equation or document
};

/// Choices of a field by their names in configs.
template <class T, std::size_t Count>
using Choices = std::array<std::pair<std::string_view, T>, Count>;

/// Reads one mapping of a config into typed fields. Each `read` leaves the field's value, which is its default, where
/// the key is absent, and reports a finding (file:line:column: key: what is wrong, what is allowed) where it is bad;
/// reading then goes on, so that all findings are shown at once. It also records every field, default, resolved value
/// and range: `rlrun describe` and the resolved `config.yaml` come from that record.
/// A default that the range does not allow (such as NaN), and the empty list, mean that the key must be given.
class Reader {
 public:
  /// `mapping` may be nullptr: then every key is absent. All arguments must outlive the reader.
  /// `path`: the dotted path of the mapping; `place`: where its absent keys are reported.
  Reader(const Node* mapping, std::string path, Place place, Findings& findings, FieldLog& log);

  void read(std::string_view key, bool& value, Doc doc);
  void read(std::string_view key, int& value, Range range, Doc doc);
  void read(std::string_view key, long& value, Range range, Doc doc);
  void read(std::string_view key, double& value, Range range, Doc doc);
  void read(std::string_view key, std::string& value, Doc doc);
  /// A list of numbers, each within the range; it may only be empty where the key need not be given.
  void read(std::string_view key, std::vector<double>& value, Range range, Doc doc);

  /// One of the named choices.
  template <class T>
  void read(std::string_view key, T& value,
            std::span<const std::pair<std::string_view, std::type_identity_t<T>>> choices, Doc doc) {
    std::vector<std::string> names;
    std::string_view fallback;
    for (const auto& [name, choice] : choices) {
      names.emplace_back(name);
      if (choice == value) fallback = name;
    }
    const std::string chosen = read_name(key, fallback, names, doc);
    for (const auto& [name, choice] : choices) {
      if (name == chosen) value = choice;
    }
  }

  /// A name that must be given and be one of `known`; returns "" after reporting a finding.
  std::string read_name(std::string_view key, const std::vector<std::string>& known, Doc doc);
  /// As above with a default; the name must be given if `known` lacks the default.
  std::string read_name(std::string_view key, std::string_view fallback, const std::vector<std::string>& known,
                        Doc doc);

  /// The mapping under `key`; an empty one when absent. The returned reader shares findings and record.
  Reader section(std::string_view key, Doc doc);

  /// True when the key stands in the document.
  [[nodiscard]] bool has(std::string_view key) const;

  /// Reports a finding at the key's place (at the mapping's where the key is absent).
  void reject(std::string_view key, std::string_view what);

  /// True while nothing was found wrong in the whole document.
  [[nodiscard]] bool good() const;

  /// Reports keys that no `read` asked for, with the nearest known key. To be called once all keys were read.
  /// `others`: keys of this mapping that somebody else reads.
  void finish(std::initializer_list<std::string_view> others = {});

 private:
  template <class T, class Parse>
  void read_field(Field field, T& value, bool required, Parse parse);
  template <class T, class Parse>
  void read_number(Field field, T& value, const Range& range, Parse parse);

  std::vector<double> read_items(const Node& list, const Range& range, const Field& field);

  [[nodiscard]] Field declare(std::string_view key, Field::Type type, std::string allowed, const Doc& doc) const;
  [[nodiscard]] const Entry* find(std::string_view key) const;
  void report_bad(Place place, const std::string& path, std::string_view problem, const Field& field);

  const Node* mapping_;
  std::string path_;
  Place place_;
  Findings* findings_;
  FieldLog* log_;
};

}  // namespace rlrun::config
