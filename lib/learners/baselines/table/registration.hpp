#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::learners {

/// Adds `table`: the state-action table that "Reinforcement Modified Neural Networks" sets out to replace.
void register_table(config::LearnerRegistry& registry);

}  // namespace rlrun::learners
