#include "lib/experiment/interquartile_mean.hpp"

#include <algorithm>
#include <span>
#include <utility>

#include "lib/experiment/statistics.hpp"

namespace rlrun::experiment {

double interquartile_mean(std::vector<double> values) {
  std::ranges::sort(values);
  const std::size_t dropped = values.size() / 4;
  return mean(std::span(values).subspan(dropped, values.size() - 2 * dropped));
}

double pooled_interquartile_mean(Strata strata) {
  std::vector<double> values;
  for (const std::vector<double>& stratum : strata) values.insert(values.end(), stratum.begin(), stratum.end());
  return interquartile_mean(std::move(values));
}

}  // namespace rlrun::experiment
