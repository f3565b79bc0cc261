#include "lib/config/overrides.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lib/config/decimal.hpp"
#include "lib/config/flow_text.hpp"
#include "lib/config/yaml_text.hpp"

namespace rlrun::config {
namespace {

std::vector<std::string> split_path(std::string_view path) {
  std::vector<std::string> keys(1);
  for (const char c : path) {
    if (c == '.') {
      keys.emplace_back();
    } else {
      keys.back() += c;
    }
  }
  return keys;
}

/// The value of `key` in the mapping; added, as a mapping, where it is absent.
Node& child(Node& mapping, const std::string& key, Place place) {
  if (Entry* const entry = mapping.find(key)) return entry->value;
  Node value;
  value.kind = Node::Kind::mapping;
  value.place = place;
  return mapping.entries.emplace_back(Entry{key, place, std::move(value)}).value;
}

/// The path of the first value on the way that is no mapping; "" when there is none. `keys` lead to the last mapping.
std::string obstacle(const Node& root, const std::vector<std::string>& keys) {
  const Node* node = &root;
  std::string path;
  for (std::size_t i = 0; i + 1 < keys.size(); ++i) {
    const Entry* const entry = node->find(keys[i]);
    if (entry == nullptr) return "";
    node = &entry->value;
    path = join_path(path, keys[i]);
    if (node->kind != Node::Kind::mapping) return path;
  }
  return "";
}

void insert(Node& root, const std::vector<std::string>& keys, Node value, Place place) {
  Node* mapping = &root;
  for (std::size_t i = 0; i + 1 < keys.size(); ++i) mapping = &child(*mapping, keys[i], place);
  if (Entry* const entry = mapping->find(keys.back())) {
    *entry = Entry{keys.back(), place, std::move(value)};
  } else {
    mapping->entries.push_back({keys.back(), place, std::move(value)});
  }
}

/// Gives all plain numbers inside the value the text of yaml_text.
void spell_numbers(Node& value) {
  for (Node& item : value.items) spell_numbers(item);
  for (Entry& entry : value.entries) spell_numbers(entry.value);
  if (value.kind != Node::Kind::scalar || value.tag != "?") return;
  const std::optional<Decimal> decimal = parse_decimal(value.text);
  if (!decimal || decimal->leading_zero) return;
  if (const auto integer = to_integer(*decimal)) {
    value.text = yaml_text(*integer);
  } else if (const auto number = to_double(*decimal)) {
    value.text = yaml_text(*number);
  }
}

}  // namespace

void apply_override(std::string_view text, Node& root, Findings& findings, std::string_view flag) {
  const int source = findings.add_override(text, flag);
  const Place place{.source = source};
  const std::size_t equals = text.find('=');
  const std::string path(text.substr(0, equals));
  const std::vector<std::string> keys = split_path(path);
  const bool has_empty_key = std::ranges::any_of(keys, &std::string::empty);
  if (equals == std::string_view::npos || has_empty_key || keys.size() > max_depth) {
    findings.add(place, "", "is not of the form KEY=VALUE; allowed: a dotted path such as run.seed=3");
    return;
  }
  if (const std::string blocked = obstacle(root, keys); !blocked.empty()) {
    findings.add(place, path, blocked + " is not a mapping, so that nothing can be set inside it");
    return;
  }
  Node value;
  if (parse_yaml(text.substr(equals + 1), source, path, findings, value)) insert(root, keys, std::move(value), place);
}

std::string canonical_override(std::string_view text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string_view::npos) return std::string(text);
  Findings findings("");
  Node value;
  const bool whole = parse_yaml(text.substr(equals + 1), 0, "", findings, value);
  if (!whole || !findings.empty()) return std::string(text);
  spell_numbers(value);
  return std::string(text.substr(0, equals + 1)) + flow_text(value);
}

}  // namespace rlrun::config
