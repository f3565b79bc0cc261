#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::learners {

/// Adds `reinforcement_modified`: "Reinforcement Modified Neural Networks (Incomplete Work)", finished.
void register_reinforcement_modified(config::LearnerRegistry& registry);

}  // namespace rlrun::learners
