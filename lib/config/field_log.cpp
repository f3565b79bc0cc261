#include "lib/config/field_log.hpp"

#include <algorithm>
#include <utility>

#include "lib/config/document.hpp"

namespace rlrun::config {

std::string Field::path() const { return join_path(parent, key); }

std::string Field::expected() const {
  if (type == Type::boolean) return allowed;
  if (type == Type::choice) return "one of " + allowed;
  const std::string name(type_name(type));
  return allowed.empty() ? name : name + ' ' + allowed;
}

std::string_view type_name(Field::Type type) {
  switch (type) {
    case Field::Type::boolean:
      return "bool";
    case Field::Type::integer:
      return "integer";
    case Field::Type::number:
      return "number";
    case Field::Type::string:
      return "string";
    case Field::Type::choice:
      return "choice";
    case Field::Type::numbers:
      return "list of numbers";
    case Field::Type::mapping:
      return "mapping";
  }
  return "";
}

void FieldLog::record(Field field) {
  const auto same = [&field](const Field& other) { return other.parent == field.parent && other.key == field.key; };
  const auto position = std::ranges::find_if(fields_, same);
  if (position == fields_.end()) {
    fields_.push_back(std::move(field));
  } else {
    *position = std::move(field);
  }
}

std::vector<std::string> FieldLog::keys(std::string_view parent) const {
  std::vector<std::string> result;
  for (const Field& field : fields_) {
    if (field.parent == parent) result.push_back(field.key);
  }
  return result;
}

}  // namespace rlrun::config
