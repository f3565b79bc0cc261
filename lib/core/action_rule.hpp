#pragma once

#include <functional>

#include "lib/core/rng.hpp"
#include "lib/core/spaces.hpp"
#include "lib/core/types.hpp"

namespace rlrun {

/// A fixed rule that gives the action for an observation. `action`: action_rows entries, overwritten.
using ActionRule =
    std::function<void(const VectorView<double>& observation, Rng& rng, MutableVectorView<double> action)>;

/// Always the same one-component action.
ActionRule always(double action);

/// Actions drawn uniformly from a bounded space.
ActionRule drawn_from(ActionSpace space);

}  // namespace rlrun
