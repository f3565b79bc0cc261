#pragma once

#include <span>

namespace rlrun::experiment {

/// Requires at least one value.
double mean(std::span<const double> values);

/// With n - 1 in the denominator; NaN for a single value.
double sample_deviation(std::span<const double> values);

/// Of values in ascending order, at least one; linear between neighbours. Requires 0 <= probability <= 1.
double sorted_quantile(std::span<const double> sorted, double probability);

/// A mean and its 95% confidence interval.
struct MeanInterval {
  double mean = 0.0;
  double low = 0.0;
  double high = 0.0;
};

/// Student's t interval. Requires at least two values.
MeanInterval t_interval(std::span<const double> values);

/// The value that |t| of Student's distribution stays below with probability 0.95. Requires degrees_of_freedom >= 1.
double t_quantile_95(long degrees_of_freedom);

}  // namespace rlrun::experiment
