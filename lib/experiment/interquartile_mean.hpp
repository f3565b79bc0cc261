#pragma once

#include <vector>

#include "lib/experiment/bootstrap.hpp"

namespace rlrun::experiment {

/// Interquartile mean: the mean of what is left of n values without the floor(n / 4) smallest and as many largest ones.
/// Whole values are dropped, as by scipy.stats.trim_mean(values, 0.25) in the authors' library, rather than weighted by
/// fractions, so that the figures compare with published ones. So it is the mean for fewer than 4 values, and keeps
/// more than half of them unless 4 divides n. Requires at least one value.
/// Source: Agarwal et al., "Deep reinforcement learning at the edge of the statistical precipice", 2021, section 4.3.
double interquartile_mean(std::vector<double> values);

/// Of the values of all strata together: runs x tasks.
double pooled_interquartile_mean(Strata strata);

}  // namespace rlrun::experiment
