#pragma once

#include <span>
#include <vector>

#include "lib/experiment/bootstrap.hpp"

namespace rlrun::experiment {

/// P(X > Y) + P(X = Y) / 2 of a run X and a run Y drawn from the two samples: how likely it is that X is better where
/// larger is better. It is the U statistic of Mann and Whitney divided by the number of pairs. Requires at least one
/// value of each.
/// Source: Agarwal et al., "Deep reinforcement learning at the edge of the statistical precipice", 2021, section 4.3.
double probability_of_improvement(std::span<const double> x, std::span<const double> y);

/// Its bootstrap interval, both samples resampled.
Interval improvement_interval(const std::vector<double>& x, const std::vector<double>& y,
                              const BootstrapOptions& options = {});

}  // namespace rlrun::experiment
