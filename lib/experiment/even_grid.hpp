#pragma once

#include <cstddef>
#include <vector>

namespace rlrun::experiment {

/// Whole numbers from `first` to `last`, both among them, in ascending order: all where there are at most `most`,
/// else `most` of them, as evenly spaced as whole numbers can be. Requires first <= last and most >= 2.
std::vector<long> even_grid(long first, long last, std::size_t most);

}  // namespace rlrun::experiment
