#include "lib/experiment/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>

namespace rlrun::experiment {
namespace {

/// P(|T| <= t) of Student's distribution for a whole number of degrees of freedom, as a finite sum.
/// Source: Abramowitz and Stegun, 26.7.3 and 26.7.4.
double central_probability(double t, long degrees_of_freedom) {
  const double angle = std::atan(t / std::sqrt(static_cast<double>(degrees_of_freedom)));
  const double cosine = std::cos(angle);
  const bool odd = degrees_of_freedom % 2 == 1;
  double term = odd ? cosine : 1.0;
  double sum = 0.0;
  for (long k = odd ? 1 : 0; k <= degrees_of_freedom - 2; k += 2) {
    sum += term;
    term *= cosine * cosine * static_cast<double>(k + 1) / static_cast<double>(k + 2);
  }
  return odd ? 2.0 / std::numbers::pi * (angle + std::sin(angle) * sum) : std::sin(angle) * sum;
}

}  // namespace

double mean(std::span<const double> values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double sample_deviation(std::span<const double> values) {
  if (values.size() < 2) return std::numeric_limits<double>::quiet_NaN();
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

double t_quantile_95(long degrees_of_freedom) {
  double low = 1.9;    // below the normal distribution's 1.96
  double high = 13.0;  // above the 12.71 of one degree of freedom
  for (int bisection = 0; bisection < 60; ++bisection) {
    const double middle = 0.5 * (low + high);
    (central_probability(middle, degrees_of_freedom) < 0.95 ? low : high) = middle;
  }
  return high;
}

MeanInterval t_interval(std::span<const double> values) {
  const double centre = mean(values);
  const double standard_error = sample_deviation(values) / std::sqrt(static_cast<double>(values.size()));
  const double half_width = t_quantile_95(static_cast<long>(values.size()) - 1) * standard_error;
  return {.mean = centre, .low = centre - half_width, .high = centre + half_width};
}

}  // namespace rlrun::experiment
