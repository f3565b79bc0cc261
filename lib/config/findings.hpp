#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace rlrun::config {

/// Where something stands: source 0 is the file, sources 1, 2, ... are the overrides in the order of the command line.
/// Line and column count from 1.
struct Place {
  int source = 0;
  int line = 1;
  int column = 1;

  bool operator==(const Place&) const = default;
};

/// Everything that was found wrong in one config.
class Findings {
 public:
  /// `file` is the name that people read in front of line and column.
  explicit Findings(std::string file);

  /// Registers a further source, whose findings are shown as `FLAG TEXT`; returns its number.
  int add_override(std::string_view text, std::string_view flag = "--set");

  /// `key`: full dotted path; empty for the file as a whole. `what`: what is wrong; what is allowed.
  void add(Place place, std::string_view key, std::string_view what);

  [[nodiscard]] bool empty() const { return findings_.empty(); }

  /// `file:line:column: key: what`, one finding a line, sorted by place, each shown once. Long lists are cut off.
  [[nodiscard]] std::string text() const;

  /// Throws UsageError with text() unless empty.
  void throw_if_any() const;

 private:
  struct Finding {
    Place place;
    std::string key;
    std::string what;

    bool operator==(const Finding&) const = default;
  };

  [[nodiscard]] std::string line(const Finding& finding) const;

  std::vector<std::string> sources_;
  std::vector<Finding> findings_;
};

}  // namespace rlrun::config
