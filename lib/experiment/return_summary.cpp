#include "lib/experiment/return_summary.hpp"

#include <array>

#include "lib/experiment/bootstrap.hpp"
#include "lib/experiment/interquartile_mean.hpp"
#include "lib/experiment/probability_of_improvement.hpp"

namespace rlrun::experiment {

ReturnSummary summarise_returns(const std::vector<double>& returns) {
  ReturnSummary summary;
  if (returns.empty()) return summary;
  summary.mean = mean(returns);
  summary.median = median(returns);
  summary.interquartile_mean = interquartile_mean(returns);
  if (returns.size() < 2) return summary;
  summary.deviation = sample_deviation(returns);
  summary.interval = bootstrap_interval(std::array{returns}, pooled_interquartile_mean);
  return summary;
}

ImprovementSummary summarise_improvement(const std::vector<double>& returns, const std::vector<double>& baseline) {
  ImprovementSummary summary;
  if (returns.empty() || baseline.empty()) return summary;
  summary.probability = probability_of_improvement(returns, baseline);
  if (returns.size() < 2 || baseline.size() < 2) return summary;
  summary.interval = improvement_interval(returns, baseline);
  return summary;
}

}  // namespace rlrun::experiment
