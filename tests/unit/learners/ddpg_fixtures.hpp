#pragma once

#include <memory>

#include "lib/learners/baselines/ddpg/agent.hpp"
#include "tests/unit/nn/random_matrix.hpp"

/// Tiny networks for the tests of DDPG.
namespace rlrun::learners::ddpg {

/// Plain gradient descent with rate 1, so that an update shows the gradient.
inline DdpgOptions small_options() {
  DdpgOptions options;
  options.actor = {.hidden = {4, 3}, .activation = nn::Activation::tanh, .output_bound = 0.5};
  options.critic = {.hidden = {5, 4}, .activation = nn::Activation::tanh, .output_bound = 0.5};
  options.actor.optimiser.learning_rate = 1.0;
  options.critic.optimiser.learning_rate = 1.0;
  options.discount = 0.9;
  options.target_rate = 0.25;
  options.batch_size = 8;
  options.replay_capacity = 100;
  options.learning_starts = 3;
  return options;
}

/// Observations of three entries, actions of two.
inline std::shared_ptr<const DdpgSetup> small_setup(const DdpgOptions& options) {
  return std::make_shared<const DdpgSetup>(
      options, BoxSpace{.low = Vector<double>::Constant(3, -2.0), .high = Vector<double>::Constant(3, 2.0)},
      BoxSpace{.low = Vector<double>{{-1.0, 0.0}}, .high = Vector<double>{{1.0, 4.0}}});
}

constexpr RecordRows small_rows = {.observation_size = 3, .action_size = 2};

/// Random transitions, none of which terminated.
inline Matrix<double> random_records(Index count, Rng& rng) {
  Matrix<double> records = nn::random_matrix(small_rows.size(), count, rng);
  small_rows.continues(records).setOnes();
  return records;
}

}  // namespace rlrun::learners::ddpg
