#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::learners {

/// Adds `neuron_local`: an actor-critic in which every neuron has a critic of its own.
void register_neuron_local(config::LearnerRegistry& registry);

}  // namespace rlrun::learners
