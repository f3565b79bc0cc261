#include "lib/experiment/bootstrap.hpp"

#include <algorithm>

namespace rlrun::experiment {
namespace {

void resample(Strata strata, Rng& rng, std::vector<std::vector<double>>& drawn) {
  for (std::size_t i = 0; i < strata.size(); ++i) {
    for (double& value : drawn[i]) value = strata[i][rng.below(strata[i].size())];
  }
}

}  // namespace

Interval bootstrap_interval(Strata strata, const std::function<double(Strata)>& statistic,
                            const BootstrapOptions& options) {
  Rng rng(options.key);
  std::vector<std::vector<double>> drawn(strata.begin(), strata.end());
  std::vector<double> values(static_cast<std::size_t>(options.resamples));
  for (double& value : values) {
    resample(strata, rng, drawn);
    value = statistic(drawn);
  }
  std::ranges::sort(values);
  return {.low = sorted_quantile(values, 0.025), .high = sorted_quantile(values, 0.975)};
}

}  // namespace rlrun::experiment
