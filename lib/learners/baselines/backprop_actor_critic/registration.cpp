#include "lib/learners/baselines/backprop_actor_critic/registration.hpp"

#include "lib/learners/map_propagation/registration.hpp"

namespace rlrun::learners {

void register_backprop_actor_critic(config::LearnerRegistry& registry) {
  registry.add(
      "backprop_actor_critic",
      map_propagation::make_factory("actor-critic with eligibility traces by backpropagation (Sutton and Barto 2018)",
                                    map_propagation::Family::backprop_actor_critic));
}

}  // namespace rlrun::learners
