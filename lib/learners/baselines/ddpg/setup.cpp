#include "lib/learners/baselines/ddpg/setup.hpp"

#include <utility>

namespace rlrun::learners::ddpg {

DdpgSetup::DdpgSetup(DdpgOptions given_options, const BoxSpace& observation_box, const BoxSpace& action_box)
    : options(std::move(given_options)), observation_map(observation_box), action_map(action_box) {
  actor = nn::Mlp::declare(actor_layout, "actor.",
                           {.input_size = observation_map.size(),
                            .hidden_sizes = options.actor.hidden,
                            .output_size = action_map.size(),
                            .hidden_activation = options.actor.activation,
                            .output_activation = nn::Activation::tanh});
  critic = nn::Mlp::declare(critic_layout, "critic.",
                            {.input_size = observation_map.size(),
                             .hidden_sizes = options.critic.hidden,
                             .output_size = 1,
                             .hidden_activation = options.critic.activation,
                             .side_size = action_map.size(),
                             .side_layer = options.action_layer});
}

}  // namespace rlrun::learners::ddpg
