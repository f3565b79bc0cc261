#pragma once

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lib/config/document.hpp"

namespace rlrun::config {

/// Builds a tree of nodes from the parser's events, which come before anything is expanded. Wrong constructs that
/// leave the tree whole (duplicate keys, foreign tags) become findings; others also end the parsing.
class TreeBuilder final : public YAML::EventHandler {
 public:
  /// Thrown, after its finding was added, where parsing must not go on.
  struct Stop {};

  /// `path` is the dotted path of `root`.
  TreeBuilder(int source, std::string path, Findings& findings, Node& root);

  /// Adds the finding for an error of the parser itself.
  void report_syntax(const YAML::Mark& mark, const std::string& message);

  void OnDocumentStart(const YAML::Mark& mark) override;
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override;
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override;
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override;
  void OnSequenceEnd() override { open_.pop_back(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override;
  void OnMapEnd() override { open_.pop_back(); }
  void OnAnchor(const YAML::Mark& mark, const std::string& name) override;

 private:
  /// A mapping or list whose end has not come yet.
  struct Container {
    Node* node;
    std::set<std::string, std::less<>> keys;  ///< of a mapping
    bool awaits_value = false;                ///< of the latest key
  };

  [[nodiscard]] Place place(const YAML::Mark& mark) const;
  [[nodiscard]] std::string path() const;
  [[nodiscard]] bool expects_key() const;
  void report(const YAML::Mark& mark, std::string_view what);
  [[noreturn]] void stop(const YAML::Mark& mark, std::string_view what);

  void check_tag(const YAML::Mark& mark, const std::string& tag);
  void add_key(const YAML::Mark& mark, const std::string& key, bool quoted);
  Node& add_value(const YAML::Mark& mark, Node::Kind kind, const std::string& tag);
  void open(const YAML::Mark& mark, Node::Kind kind, const std::string& tag);

  int source_;
  std::string path_;
  Findings& findings_;
  Node& root_;
  bool started_ = false;
  std::vector<Container> open_;
};

}  // namespace rlrun::config
