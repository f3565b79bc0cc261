#pragma once

#include <string_view>
#include <vector>

#include "lib/config/reader.hpp"
#include "lib/core/types.hpp"

namespace rlrun::learners {

/// Reads a list of whole numbers >= 1, which may be empty: the units of every hidden layer.
void read_sizes(config::Reader& reader, std::string_view key, std::vector<Index>& sizes, config::Doc doc);

}  // namespace rlrun::learners
