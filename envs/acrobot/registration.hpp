#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::envs {

/// Adds `Acrobot-v1`, which has no config keys of its own.
void register_acrobot(config::EnvironmentRegistry& registry);

}  // namespace rlrun::envs
