#include <algorithm>
#include <string>
#include <string_view>

#include "lib/config/field_log.hpp"

namespace rlrun::config {
namespace {

constexpr std::size_t max_columns = 100;

/// Appends the words of `paragraph` in lines of at most max_columns: the first begins after `first_indent` columns,
/// the others after `indent`. A longer word keeps a line for itself.
void append_wrapped(std::string& text, std::string_view paragraph, std::size_t first_indent, std::size_t indent) {
  std::string line(first_indent, ' ');
  bool begun = false;
  while (!paragraph.empty()) {
    const std::size_t end = std::min(paragraph.find_first_of(" \n"), paragraph.size());
    const std::string_view word = paragraph.substr(0, end);
    paragraph.remove_prefix(std::min(end + 1, paragraph.size()));
    if (word.empty()) continue;
    if (begun && line.size() + 1 + word.size() > max_columns) {
      text += line + '\n';
      line.assign(indent, ' ');
      begun = false;
    }
    if (begun) line += ' ';
    line += word;
    begun = true;
  }
  if (begun) text += line + '\n';
}

std::string summary(const Field& field) {
  const bool words = field.type == Field::Type::boolean || field.type == Field::Type::choice;
  std::string result = field.path() + ": ";
  if (words) result += std::string(type_name(field.type)) + ", ";
  result += field.expected();
  if (field.required()) return result + "; required";
  return field.type == Field::Type::mapping ? result : result + "; default " + field.fallback;
}

}  // namespace

std::string describe(const FieldLog& log) {
  std::string text;
  for (const Field& field : log.fields()) {
    append_wrapped(text, summary(field), 0, 8);
    append_wrapped(text, field.meaning, 4, 4);
    if (!field.source.empty()) append_wrapped(text, "Source: " + field.source, 4, 4);
  }
  return text;
}

}  // namespace rlrun::config
