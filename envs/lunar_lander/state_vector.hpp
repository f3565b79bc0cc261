#pragma once

#include "envs/lunar_lander/state.hpp"
#include "lib/core/types.hpp"

namespace rlrun::envs::lunar_lander {

/// The entries of the state in the order of their declaration, 31 numbers.
Vector<double> to_vector(const State& state);

/// The inverse. Throws UsageError when the size is wrong.
State from_vector(const VectorView<double>& vector);

}  // namespace rlrun::envs::lunar_lander
