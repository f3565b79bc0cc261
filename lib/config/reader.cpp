#include "lib/config/reader.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include "lib/config/document.hpp"
#include "lib/config/edit_distance.hpp"
#include "lib/config/scalar.hpp"
#include "lib/config/text.hpp"
#include "lib/config/yaml_text.hpp"

namespace rlrun::config {
namespace {

/// An empty value has no place of its own.
Place place_of_value(const Entry& entry) {
  return entry.value.kind == Node::Kind::null ? entry.key_place : entry.value.place;
}

/// `known` are the allowed values.
Parsed<std::string> parse_known_name(const Node& node, const std::vector<std::string>& known) {
  Parsed<std::string> parsed = parse_name(node);
  const auto* name = std::get_if<std::string>(&parsed);
  if (name == nullptr || std::ranges::find(known, *name) != known.end()) return parsed;
  const std::string nearest = nearest_name(*name, known);
  return Problem{'"' + excerpt(*name) + "\" is unknown" +
                 (nearest.empty() ? "" : ", did you mean \"" + nearest + "\"?")};
}

/// As `parse`, for values that lie in the range.
template <class Parse>
auto parse_within(const Node& node, const Range& range, Parse parse) {
  auto parsed = parse(node);
  if (const auto* value = std::get_if<0>(&parsed); value != nullptr && !range.contains(static_cast<double>(*value))) {
    parsed = Problem{excerpt(node.text) + " is out of range"};
  }
  return parsed;
}

/// What to add where `key` is missing: the key of the mapping that was probably meant for it, if any.
std::string misspelt_key(const Node* mapping, std::string_view key) {
  if (mapping == nullptr) return "";
  std::vector<std::string> given;
  for (const Entry& entry : mapping->entries) {
    if (entry.key.starts_with(std::string(key) + ':')) {
      return " (\"" + excerpt(entry.key) + "\" is there: YAML wants a blank after the colon)";
    }
    given.push_back(entry.key);
  }
  const std::string nearest = nearest_name(key, given);
  return nearest.empty() ? "" : " (\"" + nearest + "\" is there: misspelt?)";
}

/// What to add to an unknown key of the mapping at `path`: the key that was probably meant, of this mapping or of one
/// inside it, else all that are known.
std::string meant_key(const std::string& key, const std::string& path, const std::vector<std::string>& known,
                      const FieldLog& log) {
  std::string meant = nearest_name(key, known);
  for (const Field& field : log.fields()) {
    const bool inside = path.empty() || field.parent.starts_with(path + '.');
    if (meant.empty() && inside && field.parent != path && field.key == key) meant = field.path();
  }
  if (!meant.empty()) return ", did you mean \"" + meant + "\"?";
  return "; allowed: " + (known.empty() ? "none" : join(known));
}

}  // namespace

bool Range::contains(double value) const {
  const bool low_holds = open_low ? value > low : value >= low;
  const bool high_holds = open_high ? value < high : value <= high;
  return std::isfinite(value) && low_holds && high_holds;
}

std::string Range::text() const {
  const bool has_low = std::isfinite(low);
  const bool has_high = std::isfinite(high);
  if (has_low && has_high) {
    return std::string("in ") + (open_low ? '(' : '[') + yaml_text(low) + ", " + yaml_text(high) +
           (open_high ? ')' : ']');
  }
  if (has_low) return (open_low ? "> " : ">= ") + yaml_text(low);
  if (has_high) return (open_high ? "< " : "<= ") + yaml_text(high);
  return "";
}

Reader::Reader(const Node* mapping, std::string path, Place place, Findings& findings, FieldLog& log)
    : mapping_(mapping), path_(std::move(path)), place_(place), findings_(&findings), log_(&log) {}

Field Reader::declare(std::string_view key, Field::Type type, std::string allowed, const Doc& doc) const {
  return {.parent = path_,
          .key = std::string(key),
          .type = type,
          .allowed = std::move(allowed),
          .fallback = "",
          .value = "",
          .meaning = std::string(doc.meaning),
          .source = std::string(doc.source)};
}

const Entry* Reader::find(std::string_view key) const { return mapping_ == nullptr ? nullptr : mapping_->find(key); }

void Reader::report_bad(Place place, const std::string& path, std::string_view problem, const Field& field) {
  findings_->add(place, path, std::string(problem) + "; allowed: " + field.expected());
}

/// `parse(node)` gives a Parsed<T>.
template <class T, class Parse>
void Reader::read_field(Field field, T& value, bool required, Parse parse) {
  if (!required) field.fallback = yaml_text(value);
  if (const Entry* const entry = find(field.key)) {
    auto parsed = parse(entry->value);
    if (const auto* problem = std::get_if<Problem>(&parsed)) {
      report_bad(place_of_value(*entry), field.path(), problem->what, field);
    } else {
      value = std::get<T>(std::move(parsed));
    }
  } else if (required) {
    report_bad(place_, field.path(), "the key must be given" + misspelt_key(mapping_, field.key), field);
  }
  field.value = yaml_text(value);
  log_->record(std::move(field));
}

template <class T, class Parse>
void Reader::read_number(Field field, T& value, const Range& range, Parse parse) {
  const bool required = !range.contains(static_cast<double>(value));
  read_field(std::move(field), value, required,
             [&range, parse](const Node& node) { return parse_within(node, range, parse); });
}

void Reader::read(std::string_view key, bool& value, Doc doc) {
  read_field(declare(key, Field::Type::boolean, "true or false", doc), value, false, parse_bool);
}

void Reader::read(std::string_view key, int& value, Range range, Doc doc) {
  read_number(declare(key, Field::Type::integer, range.text(), doc), value, range, parse_int);
}

void Reader::read(std::string_view key, long& value, Range range, Doc doc) {
  read_number(declare(key, Field::Type::integer, range.text(), doc), value, range, parse_integer);
}

void Reader::read(std::string_view key, double& value, Range range, Doc doc) {
  read_number(declare(key, Field::Type::number, range.text(), doc), value, range, parse_number);
}

void Reader::read(std::string_view key, std::string& value, Doc doc) {
  read_field(declare(key, Field::Type::string, "", doc), value, false, parse_string);
}

void Reader::read(std::string_view key, std::vector<double>& value, Range range, Doc doc) {
  const Field field = declare(key, Field::Type::numbers, range.text(), doc);
  const bool required = value.empty();
  read_field(field, value, required, [&](const Node& node) -> Parsed<std::vector<double>> {
    if (node.kind != Node::Kind::sequence) return Problem{"the value is " + std::string(kind_name(node.kind))};
    if (required && node.items.empty()) return Problem{"the list is empty"};
    return read_items(node, range, field);
  });
}

std::vector<double> Reader::read_items(const Node& list, const Range& range, const Field& field) {
  std::vector<double> values;
  for (const Node& item : list.items) {
    const Parsed<double> parsed = parse_within(item, range, parse_number);
    if (const auto* problem = std::get_if<Problem>(&parsed)) {
      report_bad(item.place, field.path() + '[' + std::to_string(values.size()) + ']', problem->what, field);
    }
    values.push_back(std::holds_alternative<double>(parsed) ? std::get<double>(parsed) : 0.0);
  }
  return values;
}

std::string Reader::read_name(std::string_view key, const std::vector<std::string>& known, Doc doc) {
  return read_name(key, "", known, doc);
}

std::string Reader::read_name(std::string_view key, std::string_view fallback, const std::vector<std::string>& known,
                              Doc doc) {
  const bool required = std::ranges::find(known, fallback) == known.end();
  std::string name(required ? "" : fallback);
  bool bad = false;
  read_field(declare(key, Field::Type::choice, join(known), doc), name, required, [&](const Node& node) {
    Parsed<std::string> parsed = parse_known_name(node, known);
    bad = std::holds_alternative<Problem>(parsed);
    return parsed;
  });
  return bad ? "" : name;
}

Reader Reader::section(std::string_view key, Doc doc) {
  const Field field = declare(key, Field::Type::mapping, "", doc);
  const std::string path = field.path();
  log_->record(field);
  const Entry* const entry = find(key);
  if (entry == nullptr) return {nullptr, path, place_, *findings_, *log_};
  if (entry->value.kind == Node::Kind::mapping) return {&entry->value, path, entry->value.place, *findings_, *log_};
  report_bad(place_of_value(*entry), path, "the value is " + std::string(kind_name(entry->value.kind)), field);
  return {nullptr, path, entry->key_place, *findings_, *log_};
}

bool Reader::has(std::string_view key) const { return find(key) != nullptr; }

void Reader::reject(std::string_view key, std::string_view what) {
  const Entry* const entry = find(key);
  findings_->add(entry == nullptr ? place_ : entry->key_place, join_path(path_, key), what);
}

bool Reader::good() const { return findings_->empty(); }

void Reader::finish(std::initializer_list<std::string_view> others) {
  if (mapping_ == nullptr) return;
  std::vector<std::string> known = log_->keys(path_);
  for (const std::string_view other : others) {
    if (std::ranges::find(known, other) == known.end()) known.emplace_back(other);
  }
  for (const Entry& entry : mapping_->entries) {
    if (std::ranges::find(known, entry.key) != known.end()) continue;
    findings_->add(entry.key_place, join_path(path_, excerpt(entry.key)),
                   "unknown key" + meant_key(entry.key, path_, known, *log_));
  }
}

}  // namespace rlrun::config
