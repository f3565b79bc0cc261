#pragma once

#include <span>
#include <vector>

namespace rlrun::experiment {

/// Requires at least one value.
double mean(std::span<const double> values);

/// With n - 1 in the denominator; NaN for a single value.
double sample_deviation(std::span<const double> values);

/// Of values in ascending order, at least one; linear between neighbours. Requires 0 <= probability <= 1.
double sorted_quantile(std::span<const double> sorted, double probability);

/// Requires at least one value; of an even number of values the mean of the middle two.
double median(std::vector<double> values);

/// Interquartile mean: the mean of what is left of n values without the floor(n / 4) smallest and as many largest ones.
/// Whole values are dropped, as by scipy.stats.trim_mean(values, 0.25) in the authors' library, rather than weighted by
/// fractions, so that the figures compare with published ones. So it is the mean for fewer than 4 values, and keeps
/// more than half of them unless 4 divides n. Requires at least one value.
/// Source: Agarwal et al., "Deep reinforcement learning at the edge of the statistical precipice", 2021, section 4.3.
double interquartile_mean(std::vector<double> values);

/// P(X > Y) + P(X = Y) / 2 of a run X and a run Y drawn from the two samples: how likely it is that X is better where
/// larger is better. It is the U statistic of Mann and Whitney divided by the number of pairs. Requires at least one
/// value of each.
/// Source: Agarwal et al., "Deep reinforcement learning at the edge of the statistical precipice", 2021, section 4.3.
double probability_of_improvement(std::span<const double> x, std::span<const double> y);

}  // namespace rlrun::experiment
