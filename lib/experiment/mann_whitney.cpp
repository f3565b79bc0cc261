#include "lib/experiment/mann_whitney.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "lib/experiment/probability_of_improvement.hpp"

namespace rlrun::experiment {
namespace {

/// The sum of t^3 - t over all groups of t equal values.
double tie_term(std::span<const double> x, std::span<const double> y) {
  std::vector<double> values(x.begin(), x.end());
  values.insert(values.end(), y.begin(), y.end());
  std::ranges::sort(values);
  double sum = 0.0;
  for (auto group = values.begin(); group != values.end();) {
    const auto end = std::upper_bound(group, values.end(), *group);
    const auto size = static_cast<double>(end - group);
    sum += size * size * size - size;
    group = end;
  }
  return sum;
}

double normal_distribution(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

}  // namespace

double mann_whitney_less(std::span<const double> x, std::span<const double> y) {
  const auto pairs = static_cast<double>(x.size()) * static_cast<double>(y.size());
  const auto count = static_cast<double>(x.size() + y.size());
  const double variance = pairs / 12.0 * (count + 1.0 - tie_term(x, y) / (count * (count - 1.0)));
  if (variance <= 0.0) return 1.0;
  const double u = pairs * probability_of_improvement(x, y);
  return normal_distribution((u + 0.5 - pairs / 2.0) / std::sqrt(variance));
}

}  // namespace rlrun::experiment
