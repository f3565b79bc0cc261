#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lib/config/document.hpp"

namespace rlrun::config {

/// A key with the values that it takes one after the other, as they would stand in an override.
struct SweptKey {
  std::string path;  ///< dotted
  std::vector<std::string> values;
};

/// Takes the entry `sweep`, a mapping of dotted paths to lists of values, out of the root of a config. What is wrong in
/// it is added to the findings.
std::vector<SweptKey> take_sweep(Node& root, Findings& findings);

/// Reads `a.b=1,2,3`. Throws UsageError where it is not of that form.
SweptKey parse_sweep(std::string_view text);

/// Runs at most that one sweep stands for.
inline constexpr std::size_t most_combinations = 100'000;

/// All combinations of the values, each as overrides "path=value" in the order of the keys; the last key varies
/// fastest. Without a key there is one, which is empty. Throws UsageError when there are more than most_combinations.
std::vector<std::vector<std::string>> combinations(std::span<const SweptKey> keys);

}  // namespace rlrun::config
