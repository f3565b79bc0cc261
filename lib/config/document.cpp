#include "lib/config/document.hpp"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include "lib/config/text.hpp"
#include "lib/config/tree_builder.hpp"

namespace rlrun::config {
namespace {

Place place_of(std::string_view text, std::size_t position, int source) {
  const std::string_view before = text.substr(0, position);
  const auto line = std::ranges::count(before, '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {source, static_cast<int>(line) + 1, static_cast<int>(position - line_start) + 1};
}

bool check_bytes(std::string_view text, int source, const std::string& path, Findings& findings) {
  if (text.size() > max_file_bytes) {
    findings.add({source}, path, "the text is larger than 1 MiB");
    return false;
  }
  const auto control = static_cast<std::size_t>(std::ranges::find_if(text, is_control) - text.begin());
  const std::size_t position = std::min(control, valid_utf8_length(text));
  if (position == text.size()) return true;
  const auto byte = std::to_string(static_cast<unsigned char>(text[position]));
  findings.add(place_of(text, position, source), path,
               "byte " + byte +
                   (position == control ? " is a control character; not allowed"
                                        : " is not UTF-8; save the text in this encoding"));
  return false;
}

/// Says so where a line up to this one, counted from 0, is indented by a tab, at which yaml-cpp gives up with a message
/// on something else.
std::string tab_before(std::string_view text, int last_line) {
  for (int line = 0; line <= last_line && !text.empty(); ++line) {
    const std::string_view begin = text.substr(0, text.find_first_not_of(" \t"));
    if (begin.find('\t') != std::string_view::npos) {
      return "line " + std::to_string(line + 1) + " is indented by a tab; YAML allows blanks only";
    }
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  }
  return "";
}

}  // namespace

const Entry* Node::find(std::string_view key) const {
  const auto position = std::ranges::find(entries, key, &Entry::key);
  return position == entries.end() ? nullptr : &*position;
}

Entry* Node::find(std::string_view key) { return const_cast<Entry*>(std::as_const(*this).find(key)); }

std::string read_file(const std::filesystem::path& path, Findings& findings) {
  std::error_code error;
  if (std::filesystem::is_directory(path, error)) {
    findings.add({}, "", "cannot be read: is a folder; a YAML file is expected");
    return "";
  }
  errno = 0;
  std::ifstream stream(path == standard_input ? "/dev/stdin" : path, std::ios::binary);
  std::string text(max_file_bytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!stream.is_open() || stream.bad()) {
    const std::string reason = std::generic_category().message(errno);
    findings.add({}, "", "cannot be read: " + reason + "; a YAML file is expected");
    return "";
  }
  text.resize(static_cast<std::size_t>(stream.gcount()));
  return text;
}

bool parse_yaml(std::string_view text, int source, const std::string& path, Findings& findings, Node& root) {
  if (!check_bytes(text, source, path, findings)) return false;
  std::istringstream stream{std::string(text)};
  TreeBuilder builder(source, path, findings, root);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
    return true;
  } catch (const TreeBuilder::Stop&) {
    return false;
  } catch (const YAML::Exception& error) {
    const std::string tab = tab_before(text, error.mark.line);
    builder.report_syntax(error.mark, tab.empty() ? error.msg : tab);
    return false;
  }
}

std::string_view kind_name(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::null:
      return "nothing (null)";
    case Node::Kind::scalar:
      return "a scalar";
    case Node::Kind::sequence:
      return "a list";
    case Node::Kind::mapping:
      return "a mapping";
  }
  return "";
}

std::string join_path(std::string_view parent, std::string_view key) {
  return parent.empty() ? std::string(key) : std::string(parent) + '.' + std::string(key);
}

}  // namespace rlrun::config
