#pragma once

#include <string_view>

#include "lib/core/types.hpp"

namespace rlrun::envs {

/// Rounds to the nearest float32, as Gym 0.26 delivers its observations.
inline double as_float32(double value) { return static_cast<double>(static_cast<float>(value)); }

[[noreturn]] void refuse_action(double action, int count, std::string_view environment);

/// The index of a discrete action. Throws UsageError, naming the environment, unless it is one of 0 .. count - 1.
inline int discrete_action(double action, int count, std::string_view environment) {
  if (action >= 0.0 && action < count) {
    const int index = static_cast<int>(action);
    if (index == action) return index;
  }
  refuse_action(action, count, environment);
}

/// The component of a real-valued action. Throws UsageError, naming the environment, unless it is finite.
double finite_action(double action, std::string_view environment);

/// Throws UsageError, naming the environment, unless the state has `size` entries.
void check_state_size(const VectorView<double>& state, Index size, std::string_view environment);

}  // namespace rlrun::envs
