#pragma once

#include <algorithm>

#include "lib/learners/map_propagation/options.hpp"

namespace rlrun::learners::map_propagation {

/// What the learners of this folder are made for.
struct StochasticSetup {
  StochasticOptions options;
  EnvironmentSpec environment;
  OutputCodec codec;
  long time_limit = 0;  ///< steps an episode at most
  int threads = 1;

  /// The reward as it counts for learning.
  [[nodiscard]] double learning_reward(double reward) const {
    const double limit = options.reward_limit;
    return limit > 0.0 ? std::clamp(reward, -limit, limit) : reward;
  }
};

}  // namespace rlrun::learners::map_propagation
