#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::envs {

/// Adds `Chain`. Keys: `variant`, `actions`, `length`, `start`, `step_size`, `goal_reward`, `left_reward`,
/// `side_reward`.
void register_chain(config::EnvironmentRegistry& registry);

}  // namespace rlrun::envs
