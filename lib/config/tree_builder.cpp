#include "lib/config/tree_builder.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "lib/config/text.hpp"

namespace rlrun::config {
namespace {

constexpr std::array<std::string_view, 10> known_tags = {"",
                                                         "?",
                                                         "!",
                                                         "tag:yaml.org,2002:str",
                                                         "tag:yaml.org,2002:int",
                                                         "tag:yaml.org,2002:float",
                                                         "tag:yaml.org,2002:bool",
                                                         "tag:yaml.org,2002:null",
                                                         "tag:yaml.org,2002:seq",
                                                         "tag:yaml.org,2002:map"};

constexpr std::string_view no_anchors = "anchors (&) and aliases (*) are not allowed; write the value out";

}  // namespace

TreeBuilder::TreeBuilder(int source, std::string path, Findings& findings, Node& root)
    : source_(source), path_(std::move(path)), findings_(findings), root_(root) {
  root_.place = {.source = source};
}

void TreeBuilder::report_syntax(const YAML::Mark& mark, const std::string& message) {
  report(mark, "not valid YAML: " + message);
}

void TreeBuilder::OnDocumentStart(const YAML::Mark& mark) {
  if (started_) stop(mark, "a second document begins; only one is allowed");
  started_ = true;
}

void TreeBuilder::OnNull(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) {
  if (expects_key()) stop(mark, "a key is empty; keys must be plain names");
  add_value(mark, Node::Kind::null, "");
}

void TreeBuilder::OnAlias(const YAML::Mark& mark, YAML::anchor_t /*anchor*/) { stop(mark, no_anchors); }

void TreeBuilder::OnAnchor(const YAML::Mark& mark, const std::string& /*name*/) { stop(mark, no_anchors); }

void TreeBuilder::OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                           const std::string& value) {
  if (std::ranges::any_of(value, is_control)) stop(mark, "a control character is not allowed");
  if (expects_key()) {
    add_key(mark, value, tag == "!");
  } else {
    add_value(mark, Node::Kind::scalar, tag).text = value;
  }
}

void TreeBuilder::OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                                  YAML::EmitterStyle::value /*style*/) {
  open(mark, Node::Kind::sequence, tag);
}

void TreeBuilder::OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t /*anchor*/,
                             YAML::EmitterStyle::value /*style*/) {
  open(mark, Node::Kind::mapping, tag);
}

Place TreeBuilder::place(const YAML::Mark& mark) const {
  return {source_, std::max(mark.line, 0) + 1, std::max(mark.column, 0) + 1};
}

std::string TreeBuilder::path() const {
  std::string result = path_;
  for (const Container& container : open_) {
    const bool innermost = &container == &open_.back();
    if (container.node->kind == Node::Kind::sequence) {
      const std::size_t index = container.node->items.size() - (innermost ? 0 : 1);
      result += '[' + std::to_string(index) + ']';
    } else if (!innermost || container.awaits_value) {
      result = join_path(result, container.node->entries.back().key);
    }
  }
  return result;
}

bool TreeBuilder::expects_key() const {
  return !open_.empty() && open_.back().node->kind == Node::Kind::mapping && !open_.back().awaits_value;
}

void TreeBuilder::report(const YAML::Mark& mark, std::string_view what) { findings_.add(place(mark), path(), what); }

void TreeBuilder::stop(const YAML::Mark& mark, std::string_view what) {
  report(mark, what);
  throw Stop{};
}

void TreeBuilder::check_tag(const YAML::Mark& mark, const std::string& tag) {
  if (std::ranges::find(known_tags, tag) != known_tags.end()) return;
  report(mark, "the tag " + excerpt(tag) + " is unknown; allowed: none, !!str, !!int, !!float, !!bool");
}

void TreeBuilder::add_key(const YAML::Mark& mark, const std::string& key, bool quoted) {
  Container& mapping = open_.back();
  mapping.node->entries.push_back({key, place(mark), {}});
  mapping.awaits_value = true;
  if (key == "<<" && !quoted) stop(mark, "merge keys are not allowed; write the values out");
  if (!mapping.keys.insert(key).second) report(mark, "duplicate key; each key may be given once");
}

Node& TreeBuilder::add_value(const YAML::Mark& mark, Node::Kind kind, const std::string& tag) {
  check_tag(mark, tag);
  Node* target = &root_;
  if (!open_.empty()) {
    Container& parent = open_.back();
    parent.awaits_value = false;
    const bool in_list = parent.node->kind == Node::Kind::sequence;
    target = in_list ? &parent.node->items.emplace_back() : &parent.node->entries.back().value;
  }
  target->kind = kind;
  target->tag = tag;
  target->place = place(mark);
  return *target;
}

void TreeBuilder::open(const YAML::Mark& mark, Node::Kind kind, const std::string& tag) {
  if (expects_key()) stop(mark, "a key is " + std::string(kind_name(kind)) + "; keys must be plain names");
  if (open_.size() == max_depth) {
    stop(mark, "values are nested too deep; at most " + std::to_string(max_depth) + " levels are allowed");
  }
  open_.push_back({&add_value(mark, kind, tag), {}});
}

}  // namespace rlrun::config
