#include "apps/rlrun/builtins.hpp"

#include "envs/acrobot/registration.hpp"
#include "envs/cart_pole/registration.hpp"
#include "envs/chain/registration.hpp"
#include "envs/lunar_lander/registration.hpp"
#include "envs/mountain_car/registration.hpp"
#include "envs/multiplexer/registration.hpp"
#include "envs/regression/registration.hpp"
#include "lib/learners/baselines/backprop/registration.hpp"
#include "lib/learners/baselines/backprop_actor_critic/registration.hpp"
#include "lib/learners/baselines/ddpg/registration.hpp"
#include "lib/learners/baselines/random/registration.hpp"
#include "lib/learners/baselines/reinforce/registration.hpp"
#include "lib/learners/baselines/table/registration.hpp"
#include "lib/learners/map_propagation/registration.hpp"
#include "lib/learners/neuron_local/registration.hpp"
#include "lib/learners/reinforcement_modified/registration.hpp"
#include "lib/learners/rgrl/registration.hpp"

namespace rlrun::app {

experiment::Registries builtins() {
  experiment::Registries registries;
  envs::register_acrobot(registries.environments);
  envs::register_cart_pole(registries.environments);
  envs::register_chain(registries.environments);
  envs::register_lunar_lander(registries.environments);
  envs::register_mountain_car(registries.environments);
  envs::register_multiplexer(registries.environments);
  envs::register_regression(registries.environments);
  learners::register_backprop(registries.learners);
  learners::register_backprop_actor_critic(registries.learners);
  learners::register_ddpg(registries.learners);
  learners::register_map_propagation(registries.learners);
  learners::register_neuron_local(registries.learners);
  learners::register_random(registries.learners);
  learners::register_reinforce(registries.learners);
  learners::register_reinforcement_modified(registries.learners);
  learners::register_rgrl(registries.learners);
  learners::register_table(registries.learners);
  return registries;
}

}  // namespace rlrun::app
