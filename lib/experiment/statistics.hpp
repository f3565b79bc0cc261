#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace rlrun::experiment {

/// Below it, 95% intervals of a mean or an interquartile mean over seeds cover less than they say: in simulations on
/// returns like CartPole's, those of the bootstrap held the true mean in 56% of all cases at 3 seeds, in 82% at 10.
inline constexpr std::size_t enough_seeds = 10;

/// Requires at least one value.
double mean(std::span<const double> values);

/// With n - 1 in the denominator; NaN for a single value.
double sample_deviation(std::span<const double> values);

/// Of values in ascending order, at least one; linear between neighbours. Requires 0 <= probability <= 1.
double sorted_quantile(std::span<const double> sorted, double probability);

/// Requires at least one value; of an even number of values the mean of the middle two.
double median(std::vector<double> values);

/// A 95% confidence interval.
struct Interval {
  double low = 0.0;
  double high = 0.0;
};

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
