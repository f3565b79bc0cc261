#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "lib/config/factories.hpp"
#include "lib/core/learner.hpp"

namespace rlrun::experiment {

/// What the episodes of a policy came to.
struct EpisodeSample {
  std::vector<double> returns;
  std::vector<double> lengths;           ///< steps
  std::map<std::string, long> outcomes;  ///< number of episodes a kind of end
};

struct SampleOptions {
  long episodes = 100;
  long time_limit = 0;  ///< steps
  RngKey key{0};
};

/// Called with the environment's state after every reset and step.
using StateObserver = std::function<void(const Environment&)>;

/// Runs episodes of a policy one after the other, in slot 0. The environment of episode k draws its randomness from
/// key.derive(k). An end that the factory has no name for is "terminated" or "truncated". `observe` may be empty.
EpisodeSample sample_episodes(const config::EnvironmentFactory& factory, const config::EnvironmentMaker& make,
                              Policy& policy, const SampleOptions& options, const StateObserver& observe);

/// Statistics as rows `statistic,value` of CSV below that header: mean, sample standard deviation, minimum, quantiles
/// (linear between order statistics) and maximum of returns and lengths, and the rate of every kind of end.
std::string statistics_csv(const EpisodeSample& sample);

}  // namespace rlrun::experiment
