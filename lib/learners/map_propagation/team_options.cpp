#include "lib/learners/map_propagation/team_options.hpp"

#include <algorithm>

namespace rlrun::learners::map_propagation {

double LearningRates::at(std::size_t layer, std::int64_t number) const {
  if (updates <= 0.0) return first[layer];
  const double progress = std::min(static_cast<double>(number) / updates, 1.0);
  return first[layer] + (last[layer] - first[layer]) * progress;
}

}  // namespace rlrun::learners::map_propagation
