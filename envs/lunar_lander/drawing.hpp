#pragma once

#include <string>

#include "envs/lunar_lander/state.hpp"

namespace rlrun::envs::lunar_lander {

/// The world as text: terrain, hull, legs, which carry a mark while they touch the ground, and a line of numbers.
std::string draw(const State& state, const Parameters& parameters);

}  // namespace rlrun::envs::lunar_lander
