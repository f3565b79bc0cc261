#include "lib/learners/baselines/reinforce/registration.hpp"

#include "lib/learners/map_propagation/registration.hpp"

namespace rlrun::learners {

void register_reinforce(config::LearnerRegistry& registry) {
  registry.add("reinforce",
               map_propagation::make_factory("REINFORCE on every unit of a stochastic network (Williams 1992)",
                                             map_propagation::Family::reinforce));
}

}  // namespace rlrun::learners
