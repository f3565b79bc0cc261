#include "lib/experiment/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace rlrun::experiment {

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double sample_deviation(std::span<const double> values) {
  if (values.size() < 2) return std::numeric_limits<double>::quiet_NaN();
  const auto [smallest, largest] = std::ranges::minmax(values);
  if (smallest == largest) return 0.0;  // not what rounding makes of it
  const double centre = mean(values);
  double squares = 0.0;
  for (const double value : values) squares += (value - centre) * (value - centre);
  return std::sqrt(squares / (static_cast<double>(values.size()) - 1.0));
}

double sorted_quantile(std::span<const double> sorted, double probability) {
  const double position = probability * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return sorted_quantile(values, 0.5);
}

double interquartile_mean(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t dropped = values.size() / 4;
  return mean(std::span(values).subspan(dropped, values.size() - 2 * dropped));
}

double probability_of_improvement(std::span<const double> x, std::span<const double> y) {
  double wins = 0.0;
  for (const double better : x) {
    for (const double worse : y) wins += better > worse ? 1.0 : (better == worse ? 0.5 : 0.0);
  }
  return wins / (static_cast<double>(x.size()) * static_cast<double>(y.size()));
}

}  // namespace rlrun::experiment
