#include "lib/learners/common/sizes.hpp"

#include <cmath>

namespace rlrun::learners {

void read_sizes(config::Reader& reader, std::string_view key, std::vector<Index>& sizes, config::Doc doc) {
  constexpr double most_units = 100000;
  std::vector<double> values(sizes.begin(), sizes.end());
  reader.read(key, values, config::Range::between(1, most_units), doc);
  sizes.clear();
  for (const double value : values) {
    if (value != std::floor(value)) reader.reject(key, "must hold whole numbers");
    sizes.push_back(static_cast<Index>(value));
  }
}

}  // namespace rlrun::learners
