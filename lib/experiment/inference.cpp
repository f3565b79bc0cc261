#include "lib/experiment/inference.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <unsupported/Eigen/SpecialFunctions>

namespace rlrun::experiment {
namespace {

constexpr double confidence = 0.95;
constexpr double tail = (1.0 - confidence) / 2.0;
/// Deviation of the noise of smoothed resamples, in standard errors of the mean: by simulation, `interval_coverage`.
constexpr double smoothing = 1.0 / 3.0;

constexpr double normal_quantile = 1.959963984540054;  // of 1 - tail

/// P(B <= x) of the beta distribution.
double beta_probability(double a, double b, double x) { return Eigen::numext::betainc(a, b, x); }

double normal_probability(double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); }

/// Where a function that rises from below `level` at `low` to above it at `high` reaches it.
double crossing(const std::function<double(double)>& rising, double level, double low, double high) {
  for (int bisection = 0; bisection < 100; ++bisection) {
    const double middle = 0.5 * (low + high);
    (rising(middle) < level ? low : high) = middle;
  }
  return 0.5 * (low + high);
}

/// A mean of what is left without the `dropped` smallest and as many largest values, and its standard error.
struct Location {
  double centre = 0.0;
  double standard_error = 0.0;
};

/// The standard error is that of the values in which the dropped ones are replaced by their nearest neighbours that are
/// left; with none dropped it is s / sqrt(n). Sorts the values where some are dropped, and replaces them.
Location locate(std::span<double> values, std::size_t dropped) {
  const auto size = static_cast<double>(values.size());
  if (dropped > 0) {
    std::ranges::sort(values);
    std::ranges::fill(values.first(dropped), values[dropped]);
    std::ranges::fill(values.last(dropped), values[values.size() - 1 - dropped]);
  }
  const double left = size - 2.0 * static_cast<double>(dropped);
  return {.centre = mean(values.subspan(dropped, values.size() - 2 * dropped)),
          .standard_error = sample_deviation(values) * std::sqrt((size - 1.0) / (left * (left - 1.0)))};
}

Interval bootstrap_t(std::span<const double> values, std::size_t dropped, const BootstrapOptions& options) {
  std::vector<double> drawn(values.begin(), values.end());
  const Location location = locate(drawn, dropped);
  if (location.standard_error == 0.0) return {};
  const double bandwidth = smoothing * sample_deviation(values) / std::sqrt(static_cast<double>(values.size()));
  Rng rng(options.key);
  std::vector<double> distances(static_cast<std::size_t>(options.resamples));
  for (double& distance : distances) {
    for (double& value : drawn) value = values[rng.below(values.size())] + bandwidth * rng.normal();
    const Location again = locate(drawn, dropped);
    distance = std::abs(again.centre - location.centre) / again.standard_error;
  }
  std::ranges::sort(distances);
  const double half_width = sorted_quantile(distances, confidence) * location.standard_error;
  return {.low = location.centre - half_width, .high = location.centre + half_width};
}

/// Squared standard error of a mean.
double squared_error(const Moments& sample) {
  return sample.deviation * sample.deviation / static_cast<double>(sample.count);
}

double welch_degrees(const Moments& x, const Moments& y) {
  const double x_error = squared_error(x);
  const double y_error = squared_error(y);
  return (x_error + y_error) * (x_error + y_error) /
         (x_error * x_error / static_cast<double>(x.count - 1) + y_error * y_error / static_cast<double>(y.count - 1));
}

/// The variance of the probability of improvement of m and n values where it is truly `probability`.
double improvement_variance(double probability, double m, double n) {
  const double pairs_left = 0.5 * (m + n) - 1.0;
  const double spread = (1.0 - probability) / (2.0 - probability) + probability / (1.0 + probability);
  return probability * (1.0 - probability) * (1.0 + pairs_left * spread) / (m * n);
}

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

}  // namespace

Interval mean_interval(std::span<const double> values, const BootstrapOptions& options) {
  if (values.size() < fewest_seeds) return {};
  return bootstrap_t(values, 0, options);
}

Interval interquartile_mean_interval(std::span<const double> values, const BootstrapOptions& options) {
  if (values.size() < fewest_seeds_of_interquartile_mean) return {};
  return bootstrap_t(values, values.size() / 4, options);
}

Interval share_interval(std::size_t successes, std::size_t trials) {
  if (trials < fewest_seeds) return {};
  const auto hits = static_cast<double>(successes);
  const auto misses = static_cast<double>(trials - successes);
  // P(at least `hits` of the trials) and P(more than `hits`), which rise with the probability of one.
  const auto at_least = [&](double share) { return beta_probability(hits, misses + 1.0, share); };
  const auto more_than = [&](double share) { return beta_probability(hits + 1.0, misses, share); };
  return {.low = successes == 0 ? 0.0 : crossing(at_least, tail, 0.0, 1.0),
          .high = successes == trials ? 1.0 : crossing(more_than, 1.0 - tail, 0.0, 1.0)};
}

Moments moments(std::span<const double> values) {
  return {.mean = mean(values), .deviation = sample_deviation(values), .count = values.size()};
}

WelchTest welch_test(const Moments& x, const Moments& y) {
  WelchTest test = {.difference = x.mean - y.mean};
  if (x.count < fewest_seeds || y.count < fewest_seeds) return test;
  const double error = std::sqrt(squared_error(x) + squared_error(y));
  if (error == 0.0) return test;
  const double degrees = welch_degrees(x, y);
  const double half_width = t_quantile_95(degrees) * error;
  test.interval = {.low = test.difference - half_width, .high = test.difference + half_width};
  test.p_value = 1.0 - t_probability(std::abs(test.difference) / error, degrees);
  return test;
}

Interval prediction_interval(std::span<const double> values) {
  if (values.size() < fewest_seeds) return {};
  const Moments sample = moments(values);
  if (sample.deviation == 0.0) return {};
  const auto count = static_cast<double>(sample.count);
  const double half_width = t_quantile_95(count - 1.0) * sample.deviation * std::sqrt(1.0 + 1.0 / count);
  return {.low = sample.mean - half_width, .high = sample.mean + half_width};
}

Interval improvement_interval(std::span<const double> x, std::span<const double> y) {
  if (x.size() < fewest_seeds || y.size() < fewest_seeds) return {};
  const double found = probability_of_improvement(x, y);
  const auto m = static_cast<double>(x.size());
  const auto n = static_cast<double>(y.size());
  // How far the true probability lies above the found one, in its standard errors.
  const auto excess = [&](double truth) { return (truth - found) / std::sqrt(improvement_variance(truth, m, n)); };
  return {.low = found == 0.0 ? 0.0 : crossing(excess, -normal_quantile, 0.0, found),
          .high = found == 1.0 ? 1.0 : crossing(excess, normal_quantile, found, 1.0)};
}

double mann_whitney_less(std::span<const double> x, std::span<const double> y) {
  const auto pairs = static_cast<double>(x.size()) * static_cast<double>(y.size());
  const auto count = static_cast<double>(x.size() + y.size());
  const double variance = pairs / 12.0 * (count + 1.0 - tie_term(x, y) / (count * (count - 1.0)));
  if (variance <= 0.0) return 1.0;
  const double u = pairs * probability_of_improvement(x, y);
  return normal_probability((u + 0.5 - pairs / 2.0) / std::sqrt(variance));
}

double t_probability(double t, double degrees_of_freedom) {
  return 1.0 - beta_probability(0.5 * degrees_of_freedom, 0.5, degrees_of_freedom / (degrees_of_freedom + t * t));
}

double t_quantile_95(double degrees_of_freedom) {
  const auto probability = [&](double t) { return t_probability(t, degrees_of_freedom); };
  return crossing(probability, confidence, 0.0, 13.0);  // 12.71 of one degree of freedom
}

}  // namespace rlrun::experiment
