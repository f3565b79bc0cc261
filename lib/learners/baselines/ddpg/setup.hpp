#pragma once

#include "lib/learners/baselines/ddpg/options.hpp"
#include "lib/learners/common/box_map.hpp"
#include "lib/nn/mlp.hpp"

namespace rlrun::learners::ddpg {

/// What learner and snapshots share and never change. Inside the learner observations and actions are scaled to
/// [-1, 1].
struct DdpgSetup {
  DdpgSetup(DdpgOptions given_options, const BoxSpace& observation_box, const BoxSpace& action_box);

  DdpgOptions options;
  BoxMap observation_map;
  BoxMap action_map;
  nn::ParameterLayout actor_layout;
  nn::ParameterLayout critic_layout;
  nn::Mlp actor;   ///< observation -> action
  nn::Mlp critic;  ///< observation, and the action as its second input -> value
};

/// Rows of a record of the replay buffer: one transition a column.
struct RecordRows {
  Index observation_size = 0;
  Index action_size = 0;

  [[nodiscard]] Index size() const { return 2 * observation_size + action_size + 2; }
  [[nodiscard]] auto observation(auto&& record) const { return record.topRows(observation_size); }
  [[nodiscard]] auto action(auto&& record) const { return record.middleRows(observation_size, action_size); }
  [[nodiscard]] auto reward(auto&& record) const { return record.middleRows(observation_size + action_size, 1); }
  /// 0 where the transition terminated its episode, else 1.
  [[nodiscard]] auto continues(auto&& record) const { return record.middleRows(observation_size + action_size + 1, 1); }
  [[nodiscard]] auto next_observation(auto&& record) const { return record.bottomRows(observation_size); }
};

}  // namespace rlrun::learners::ddpg
