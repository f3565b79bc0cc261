#pragma once

#include "envs/lunar_lander/legs.hpp"
#include "envs/lunar_lander/state.hpp"

namespace rlrun::envs::lunar_lander {

/// Counts the steps for which lander and legs have been slower than the limits of sleep, or starts again at 0. A craft
/// that is still for long enough falls asleep, which is how a landing is recognised.
void count_still_steps(const FoldRates& rates, const Parameters& parameters, State& state);

}  // namespace rlrun::envs::lunar_lander
