#include "lib/experiment/even_grid.hpp"

#include <algorithm>
#include <cmath>

namespace rlrun::experiment {

std::vector<long> even_grid(long first, long last, std::size_t most) {
  const std::size_t count = std::min(most, static_cast<std::size_t>(last - first) + 1);
  const double spacing = count == 1 ? 0.0 : static_cast<double>(last - first) / static_cast<double>(count - 1);
  std::vector<long> grid(count);
  for (std::size_t i = 0; i < count; ++i) grid[i] = first + std::lround(static_cast<double>(i) * spacing);
  return grid;
}

}  // namespace rlrun::experiment
