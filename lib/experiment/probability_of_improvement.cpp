#include "lib/experiment/probability_of_improvement.hpp"

#include <array>

namespace rlrun::experiment {

double probability_of_improvement(std::span<const double> x, std::span<const double> y) {
  double wins = 0.0;
  for (const double better : x) {
    for (const double worse : y) wins += better > worse ? 1.0 : (better == worse ? 0.5 : 0.0);
  }
  return wins / (static_cast<double>(x.size()) * static_cast<double>(y.size()));
}

Interval improvement_interval(const std::vector<double>& x, const std::vector<double>& y,
                              const BootstrapOptions& options) {
  const std::array<std::vector<double>, 2> sides = {x, y};
  const auto statistic = [](Strata drawn) { return probability_of_improvement(drawn[0], drawn[1]); };
  return bootstrap_interval(sides, statistic, options);
}

}  // namespace rlrun::experiment
