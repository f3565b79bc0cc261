#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::envs {

/// Adds `CartPole-v1`, which has no config keys of its own.
void register_cart_pole(config::EnvironmentRegistry& registry);

}  // namespace rlrun::envs
