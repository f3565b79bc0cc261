#pragma once

#include <span>
#include <string>
#include <string_view>

namespace rlrun::config {

/// Levenshtein distance: the fewest insertions, deletions and replacements of bytes that turn one text into the other
/// (Levenshtein, "Binary codes capable of correcting deletions, insertions, and reversals", 1966).
std::size_t edit_distance(std::string_view from, std::string_view to);

/// The known name that was most likely meant: the nearest one, the first of several, and "" when all differ in more
/// than a third of their letters.
std::string nearest_name(std::string_view name, std::span<const std::string> known);

}  // namespace rlrun::config
