#include "lib/experiment/report/section.hpp"

#include <utility>

namespace rlrun::experiment {
namespace {

using config::Node;

const Node* mapping_or_none(const Node& node) { return node.kind == Node::Kind::mapping ? &node : nullptr; }

}  // namespace

Section make_section(const Node& node, std::string path, config::Place place, config::Findings& findings,
                     config::FieldLog& log) {
  const Node* mapping = mapping_or_none(node);
  if (mapping == nullptr) {
    findings.add(place, path, "the value is " + std::string(config::kind_name(node.kind)) + "; allowed: a mapping");
  }
  config::Reader reader(mapping, path, place, findings, log);
  return {mapping, std::move(path), std::move(reader), &findings, &log};
}

Section inner_section(Section& section, std::string_view key, config::Doc doc) {
  config::Reader reader = section.reader.section(key, doc);
  const config::Entry* entry = section.mapping == nullptr ? nullptr : section.mapping->find(key);
  return {entry == nullptr ? nullptr : mapping_or_none(entry->value), config::join_path(section.path, key),
          std::move(reader), section.findings, section.log};
}

void read_required(config::Reader& reader, std::string_view key, std::string& text, config::Doc doc) {
  reader.read(key, text, doc);
  if (!reader.has(key)) reader.reject(key, "the key must be given; allowed: text");
}

}  // namespace rlrun::experiment
