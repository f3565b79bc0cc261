#pragma once

#include <functional>

#include "lib/core/rng.hpp"
#include "lib/core/types.hpp"

namespace rlrun {

/// A fixed rule that gives the action for an observation. `action`: action_rows entries, overwritten.
using ActionRule =
    std::function<void(const VectorView<double>& observation, Rng& rng, MutableVectorView<double> action)>;

/// Always the same one-component action.
ActionRule always(double action);

}  // namespace rlrun
