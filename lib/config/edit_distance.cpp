#include "lib/config/edit_distance.hpp"

#include <algorithm>
#include <numeric>
#include <vector>

namespace rlrun::config {

std::size_t edit_distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> row(to.size() +
                               1);  // row[j]: distance of the first i bytes of `from` to the first j of `to`
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

std::string nearest_name(std::string_view name, std::span<const std::string> known) {
  std::string nearest;
  std::size_t least = 0;
  for (const std::string& candidate : known) {
    const std::size_t longest = std::max(name.size(), candidate.size());
    const std::size_t distance = edit_distance(name, candidate);
    const bool similar = distance <= std::max<std::size_t>(1, longest / 3) && distance < longest;
    if (similar && (nearest.empty() || distance < least)) {
      nearest = candidate;
      least = distance;
    }
  }
  return nearest;
}

}  // namespace rlrun::config
