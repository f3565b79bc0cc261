#pragma once

#include <string>

#include "envs/chain/dynamics.hpp"

namespace rlrun::envs::chain {

/// Two lines: the chain (`@` agent, `G` goal, `[` left end), scaled down to at most 72 columns, and the numbers.
std::string draw(const State& state, const Ends& ends);

}  // namespace rlrun::envs::chain
