#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::envs {

/// Adds `LunarLanderLite-v2` and `LunarLanderLiteContinuous-v2`, which have no config keys of their own.
void register_lunar_lander(config::EnvironmentRegistry& registry);

}  // namespace rlrun::envs
