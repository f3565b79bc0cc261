#pragma once

#include <algorithm>

#include "lib/learners/rgrl/options.hpp"

namespace rlrun::learners::rgrl {

/// Standard deviation of a plan's initial pre-activations while episode number `episode`, counted from 0, is the latest
/// that has begun: it falls linearly from `noise` to `final_noise` within `anneal_episodes` episodes.
inline double plan_noise(const DeductionOptions& options, long episode) {
  if (options.anneal_episodes == 0) return options.noise;
  const double progress = std::min(1.0, static_cast<double>(episode) / options.anneal_episodes);
  return options.noise + (options.final_noise - options.noise) * progress;
}

}  // namespace rlrun::learners::rgrl
