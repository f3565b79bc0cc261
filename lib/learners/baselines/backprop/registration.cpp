#include "lib/learners/baselines/backprop/registration.hpp"

#include "lib/learners/map_propagation/registration.hpp"

namespace rlrun::learners {

void register_backprop(config::LearnerRegistry& registry) {
  registry.add("backprop", map_propagation::make_factory(
                               "REINFORCE at the output, backpropagation through noisy hidden units; Monte Carlo",
                               map_propagation::Family::backprop));
}

}  // namespace rlrun::learners
