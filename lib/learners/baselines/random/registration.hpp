#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::learners {

/// Adds `random`: uniform random actions, the level that learning has to beat.
void register_random(config::LearnerRegistry& registry);

}  // namespace rlrun::learners
