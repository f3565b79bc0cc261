#pragma once

#include <string_view>
#include <vector>

namespace rlrun::experiment {

/// Seeds of --seeds: numbers and inclusive ranges, separated by commas, such as "0..9" or "0,3,7".
/// Throws UsageError when the text is something else, names a seed twice or more than 100000 seeds.
std::vector<long> parse_seed_list(std::string_view text);

}  // namespace rlrun::experiment
