#include "lib/experiment/return_summary.hpp"

namespace rlrun::experiment {

ReturnSummary summarise_returns(const std::vector<double>& returns) {
  ReturnSummary summary;
  if (returns.empty()) return summary;
  summary.mean = mean(returns);
  summary.mean_interval = mean_interval(returns);
  summary.deviation = sample_deviation(returns);
  summary.median = median(returns);
  summary.interquartile_mean = interquartile_mean(returns);
  summary.interquartile_mean_interval = interquartile_mean_interval(returns);
  return summary;
}

ImprovementSummary summarise_improvement(const std::vector<double>& returns, const std::vector<double>& baseline) {
  ImprovementSummary summary;
  if (returns.empty() || baseline.empty()) return summary;
  summary.probability = probability_of_improvement(returns, baseline);
  summary.interval = improvement_interval(returns, baseline);
  return summary;
}

}  // namespace rlrun::experiment
