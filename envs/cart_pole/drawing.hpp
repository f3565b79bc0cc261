#pragma once

#include <string>

#include "envs/cart_pole/dynamics.hpp"

namespace rlrun::envs::cart_pole {

/// Rail, cart and pole as text, and a line of numbers.
std::string draw(const State& state, const Parameters& parameters);

}  // namespace rlrun::envs::cart_pole
