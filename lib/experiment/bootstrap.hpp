#pragma once

#include <functional>
#include <span>
#include <vector>

#include "lib/core/rng.hpp"
#include "lib/experiment/statistics.hpp"

namespace rlrun::experiment {

/// Samples that are drawn independently of each other: one a task, or one a side of a comparison.
using Strata = std::span<const std::vector<double>>;

struct BootstrapOptions {
  long resamples = 2000;
  RngKey key = RngKey().derive("bootstrap");  ///< the same for all intervals: the same values, the same bytes
};

/// 95% interval of a statistic by the stratified percentile bootstrap: the 2.5% and 97.5% quantiles (linear between
/// order statistics) of the statistic over resamples, each of which draws from every stratum as many values as that
/// has, with replacement. Too narrow for few values (`enough_seeds`), of no width for one a stratum.
/// Requires that no stratum is empty and at least one resample.
/// Source: Efron and Tibshirani, "An introduction to the bootstrap", 1993, section 13.3; strata: Agarwal et al., "Deep
/// reinforcement learning at the edge of the statistical precipice", 2021, section 4.1.
Interval bootstrap_interval(Strata strata, const std::function<double(Strata)>& statistic,
                            const BootstrapOptions& options = {});

}  // namespace rlrun::experiment
