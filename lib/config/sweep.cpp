#include "lib/config/sweep.hpp"

#include <algorithm>
#include <utility>

#include "lib/config/flow_text.hpp"
#include "lib/core/error.hpp"

namespace rlrun::config {
namespace {

constexpr std::string_view sweep_key = "sweep";

std::vector<std::string> flow_texts(const std::vector<Node>& items) {
  std::vector<std::string> texts;
  std::ranges::transform(items, std::back_inserter(texts), flow_text);
  return texts;
}

}  // namespace

std::vector<SweptKey> take_sweep(Node& root, Findings& findings) {
  const auto position = std::ranges::find(root.entries, sweep_key, &Entry::key);
  if (position == root.entries.end()) return {};
  const Entry sweep = std::move(*position);
  root.entries.erase(position);
  if (sweep.value.kind != Node::Kind::mapping) {
    findings.add(sweep.value.place, sweep.key,
                 "the value is " + std::string(kind_name(sweep.value.kind)) +
                     "; allowed: a mapping such as {learner.ensemble_size: [1, 5, 10]}");
    return {};
  }
  std::vector<SweptKey> keys;
  for (const Entry& entry : sweep.value.entries) {
    if (entry.value.kind == Node::Kind::sequence && !entry.value.items.empty()) {
      keys.push_back({.path = entry.key, .values = flow_texts(entry.value.items)});
    } else {
      findings.add(entry.value.place, join_path(sweep.key, entry.key),
                   "the values are no list; allowed: a list of one or more values");
    }
  }
  return keys;
}

SweptKey parse_sweep(std::string_view text) {
  const std::string name = "--sweep " + std::string(text);
  const std::size_t equals = text.find('=');
  if (equals == 0 || equals == std::string_view::npos) {
    throw UsageError(name + ": is not of the form KEY=VALUE,VALUE; allowed: such as learner.ensemble_size=1,5,10");
  }
  Findings findings(name);
  Node values;
  parse_yaml("[" + std::string(text.substr(equals + 1)) + "]", 0, "", findings, values);
  findings.throw_if_any();
  if (values.kind != Node::Kind::sequence || values.items.empty()) throw UsageError(name + ": there is no value");
  return {.path = std::string(text.substr(0, equals)), .values = flow_texts(values.items)};
}

std::vector<std::vector<std::string>> combinations(std::span<const SweptKey> keys) {
  std::vector<std::vector<std::string>> all(1);
  for (const SweptKey& key : keys) {
    if (all.size() * key.values.size() > most_combinations) {
      throw UsageError("the sweep has more than " + std::to_string(most_combinations) + " combinations");
    }
    std::vector<std::vector<std::string>> longer;
    for (const std::vector<std::string>& combination : all) {
      for (const std::string& value : key.values) {
        longer.push_back(combination);
        longer.back().push_back(key.path + "=" + value);
      }
    }
    all = std::move(longer);
  }
  return all;
}

}  // namespace rlrun::config
