#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::learners {

/// Adds `backprop`: REINFORCE at the output, backpropagation through noisy hidden units below it.
void register_backprop(config::LearnerRegistry& registry);

}  // namespace rlrun::learners
