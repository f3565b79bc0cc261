#pragma once

#include <string>

#include "lib/core/types.hpp"

namespace rlrun::envs {

/// Rounds to the nearest float32, as Gym 0.26 delivers its observations.
inline double as_float32(double value) { return static_cast<double>(static_cast<float>(value)); }

/// The index of a discrete action. Throws UsageError, naming the environment, unless it is one of 0 .. count - 1.
int discrete_action(double action, int count, const std::string& environment);

/// The component of a real-valued action. Throws UsageError, naming the environment, unless it is finite.
double finite_action(double action, const std::string& environment);

/// Throws UsageError, naming the environment, unless the state has `size` entries.
void check_state_size(const VectorView<double>& state, Index size, const std::string& environment);

}  // namespace rlrun::envs
