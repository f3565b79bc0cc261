#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::envs {

/// Adds `MountainCar-v0` and `MountainCarContinuous-v0` (key `state_precision`).
void register_mountain_car(config::EnvironmentRegistry& registry);

}  // namespace rlrun::envs
