#pragma once

#include <vector>

#include "lib/experiment/inference.hpp"

namespace rlrun::experiment {

/// What the final returns of the seeds of one experiment come to. NaN where there are too few values: all of no value,
/// the deviation of a single one, intervals as of `mean_interval` and `interquartile_mean_interval`.
struct ReturnSummary {
  double mean = no_figure;
  Interval mean_interval = {};
  double deviation = no_figure;  ///< with n - 1 in the denominator
  double median = no_figure;
  double interquartile_mean = no_figure;
  Interval interquartile_mean_interval = {};
};

ReturnSummary summarise_returns(const std::vector<double>& returns);

/// How likely a run of one experiment is better than one of another. NaN where there are too few values: all where a
/// side has none, the interval as of `improvement_interval`.
struct ImprovementSummary {
  double probability = no_figure;
  Interval interval = {};
};

ImprovementSummary summarise_improvement(const std::vector<double>& returns, const std::vector<double>& baseline);

}  // namespace rlrun::experiment
