#include <string>

#include "lib/config/field_log.hpp"
#include "lib/config/yaml_text.hpp"

namespace rlrun::config {
namespace {

/// Prints the keys of the mapping at `parent`, indented by its depth.
void print_mapping(const FieldLog& log, const std::string& parent, std::size_t depth, std::string& text) {
  for (const Field& field : log.fields()) {
    if (field.parent != parent) continue;
    text += std::string(2 * depth, ' ') + yaml_text(field.key) + ':';
    if (field.type != Field::Type::mapping) {
      text += ' ' + field.value + '\n';
    } else if (log.keys(field.path()).empty()) {
      text += " {}\n";
    } else {
      text += '\n';
      print_mapping(log, field.path(), depth + 1, text);
    }
  }
}

}  // namespace

std::string resolved_yaml(const FieldLog& log) {
  std::string text;
  print_mapping(log, "", 0, text);
  return text;
}

}  // namespace rlrun::config
