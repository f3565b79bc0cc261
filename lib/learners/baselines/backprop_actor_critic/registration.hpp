#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::learners {

/// Adds `backprop_actor_critic`: actor-critic with eligibility traces (Sutton and Barto 2018, chapter 13) by
/// backpropagation.
void register_backprop_actor_critic(config::LearnerRegistry& registry);

}  // namespace rlrun::learners
