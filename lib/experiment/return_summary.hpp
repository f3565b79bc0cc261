#pragma once

#include <limits>
#include <vector>

#include "lib/experiment/statistics.hpp"

namespace rlrun::experiment {

inline constexpr double no_figure = std::numeric_limits<double>::quiet_NaN();

/// What the final returns of the seeds of one experiment come to. NaN where there are too few values: all of no value,
/// deviation and interval of a single one.
struct ReturnSummary {
  double mean = no_figure;
  double deviation = no_figure;  ///< with n - 1 in the denominator
  double median = no_figure;
  double interquartile_mean = no_figure;
  Interval interval = {no_figure, no_figure};  ///< of the interquartile mean, by bootstrap
};

ReturnSummary summarise_returns(const std::vector<double>& returns);

/// How likely a run of one experiment is better than one of another. NaN where there are too few values: all where a
/// side has none, the interval where a side has a single one.
struct ImprovementSummary {
  double probability = no_figure;
  Interval interval = {no_figure, no_figure};  ///< by bootstrap
};

ImprovementSummary summarise_improvement(const std::vector<double>& returns, const std::vector<double>& baseline);

}  // namespace rlrun::experiment
