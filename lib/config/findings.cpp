#include "lib/config/findings.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "lib/config/text.hpp"
#include "lib/core/error.hpp"

namespace rlrun::config {
namespace {

constexpr std::size_t max_lines = 100;

bool stands_before(const Place& one, const Place& other) {
  return std::tie(one.source, one.line, one.column) < std::tie(other.source, other.line, other.column);
}

}  // namespace

Findings::Findings(std::string file) : sources_{std::move(file)} {}

int Findings::add_override(std::string_view text, std::string_view flag) {
  sources_.push_back(std::string(flag) + " " + excerpt(text));
  return static_cast<int>(sources_.size()) - 1;
}

void Findings::add(Place place, std::string_view key, std::string_view what) {
  findings_.push_back({place, std::string(key), std::string(what)});
}

std::string Findings::line(const Finding& finding) const {
  const Place& place = finding.place;
  std::string result = sources_.at(static_cast<std::size_t>(place.source));
  if (place.source == 0) result += ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
  if (!finding.key.empty()) result += ": " + finding.key;
  return one_line(result + ": " + finding.what);
}

std::string Findings::text() const {
  std::vector<Finding> sorted = findings_;
  std::ranges::stable_sort(sorted, stands_before, &Finding::place);
  // clang 14 cannot read the range that std::ranges::unique of libstdc++ 12 returns.
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());

  std::string result;
  for (std::size_t i = 0; i < std::min(sorted.size(), max_lines); ++i) {
    result += (i == 0 ? "" : "\n") + line(sorted[i]);
  }
  if (sorted.size() > max_lines) result += "\nand " + std::to_string(sorted.size() - max_lines) + " more findings";
  return result;
}

void Findings::throw_if_any() const {
  if (!empty()) throw UsageError(text());
}

}  // namespace rlrun::config
