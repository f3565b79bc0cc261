#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rlrun::config {

/// One key of a config as its reader declared it, and what it came to.
struct Field {
  enum class Type { boolean, integer, number, string, choice, numbers, mapping };

  std::string parent;  ///< dotted path of the mapping that holds it; empty for the root
  std::string key;
  Type type = Type::mapping;
  std::string allowed;   ///< what the values are limited to, such as ">= 1" or "gru, lstm"; empty: not limited
  std::string fallback;  ///< the default as YAML; empty when the key must be given
  std::string value;     ///< the resolved value as YAML
  std::string meaning;
  std::string source;  ///< paper, equation or document

  [[nodiscard]] bool required() const { return type != Type::mapping && fallback.empty(); }
  [[nodiscard]] std::string path() const;
  /// Type and limits in words, such as "integer >= 1".
  [[nodiscard]] std::string expected() const;
};

/// "integer", "list of numbers", ...
std::string_view type_name(Field::Type type);

/// All fields in the order in which they were declared.
class FieldLog {
 public:
  /// A field that was recorded before is replaced in its place.
  void record(Field field);

  [[nodiscard]] const std::vector<Field>& fields() const { return fields_; }

  /// Keys of the mapping at `parent`.
  [[nodiscard]] std::vector<std::string> keys(std::string_view parent) const;

 private:
  std::vector<Field> fields_;
};

/// The resolved config: every recorded key with its value, nested, in the order of declaration. The loader reads it
/// back to the same values. Requires that nothing was found wrong.
std::string resolved_yaml(const FieldLog& log);

/// Every key with type, limits, default, meaning and source, for people; lines of at most 100 columns.
std::string describe(const FieldLog& log);

}  // namespace rlrun::config
