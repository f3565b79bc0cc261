#include "lib/config/flow_text.hpp"

#include "lib/config/yaml_text.hpp"

namespace rlrun::config {
namespace {

std::string scalar_text(const Node& node) {
  if (node.quoted()) return yaml_text(node.text);
  const bool tagged = !node.tag.empty() && node.tag != "?";
  return (tagged ? "!<" + node.tag + "> " : "") + node.text;
}

}  // namespace

std::string flow_text(const Node& node) {
  std::string text;
  switch (node.kind) {
    case Node::Kind::null:
      return "null";
    case Node::Kind::scalar:
      return scalar_text(node);
    case Node::Kind::sequence:
      for (const Node& item : node.items) text += (text.empty() ? "" : ", ") + flow_text(item);
      return "[" + text + "]";
    case Node::Kind::mapping:
      for (const Entry& entry : node.entries) {
        text += (text.empty() ? "" : ", ") + yaml_text(entry.key) + ": " + flow_text(entry.value);
      }
      return "{" + text + "}";
  }
  return text;
}

}  // namespace rlrun::config
