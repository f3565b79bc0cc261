#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::envs {

/// Adds `Regression`. Keys: `target_file`, `target_seed`, `input_size`, `hidden_size`, `reward`, `action_limit`.
void register_regression(config::EnvironmentRegistry& registry);

}  // namespace rlrun::envs
