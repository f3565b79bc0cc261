#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::envs::mountain_car {

/// `swing`: how wide the car swings.
config::Grades grades();

}  // namespace rlrun::envs::mountain_car
