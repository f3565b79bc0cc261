#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::learners {

/// Adds `reinforce`: map_propagation without settling, every unit learns by REINFORCE (Williams 1992).
void register_reinforce(config::LearnerRegistry& registry);

}  // namespace rlrun::learners
