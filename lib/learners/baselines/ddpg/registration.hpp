#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::learners {

/// Adds `ddpg`: deep deterministic policy gradient.
void register_ddpg(config::LearnerRegistry& registry);

}  // namespace rlrun::learners
