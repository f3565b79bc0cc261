#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "lib/config/findings.hpp"

namespace rlrun::config {

struct Entry;

/// One value of a config, as it was written: nothing is expanded, resolved or converted.
struct Node {
  enum class Kind { null, scalar, sequence, mapping };

  Kind kind = Kind::null;
  std::string tag;             ///< "?" for a plain scalar without a tag, "!" for a quoted one
  std::string text;            ///< of a scalar
  Place place;                 ///< where the value begins
  std::vector<Node> items;     ///< of a sequence
  std::vector<Entry> entries;  ///< of a mapping, in the order of the file

  [[nodiscard]] bool quoted() const { return tag == "!"; }

  /// The entry of a mapping; nullptr when there is no such key.
  [[nodiscard]] const Entry* find(std::string_view key) const;
  [[nodiscard]] Entry* find(std::string_view key);
};

struct Entry {
  std::string key;
  Place key_place;
  Node value;
};

/// Mappings and lists inside each other, at most; also the parts of a dotted path.
inline constexpr std::size_t max_depth = 32;

/// Size of a config file in bytes, at most.
inline constexpr std::size_t max_file_bytes = std::size_t{1} << 20U;

/// The name of a config that comes through standard input.
inline constexpr std::string_view standard_input = "-";

/// Reads at most max_file_bytes + 1 bytes, which may come through a pipe. Adds a finding when the file cannot be read,
/// and returns "".
std::string read_file(const std::filesystem::path& path, Findings& findings);

/// Parses one YAML document that may only hold mappings with scalar keys, lists and scalars. Adds a finding for
/// everything else: anchors, aliases, merge keys, duplicate keys, control characters, foreign tags, a second document,
/// more than max_depth levels or max_file_bytes bytes.
/// `source`: the number of the text in `findings`; `path`: the dotted path of the root, shown in front of keys.
/// Returns false when the text could not be read to its end, so that the tree is of no use.
bool parse_yaml(std::string_view text, int source, const std::string& path, Findings& findings, Node& root);

/// "a mapping", "a list", "a scalar" or "nothing (null)".
std::string_view kind_name(Node::Kind kind);

/// The full path of `key` inside the mapping at `parent`, which is empty for the root.
std::string join_path(std::string_view parent, std::string_view key);

}  // namespace rlrun::config
