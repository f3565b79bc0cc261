#pragma once

#include <string>

#include "envs/mountain_car/dynamics.hpp"

namespace rlrun::envs::mountain_car {

/// Hill, goal and car as text, and a line of numbers.
std::string draw(const State& state, const Track& track, double goal_position);

}  // namespace rlrun::envs::mountain_car
