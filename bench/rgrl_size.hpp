#pragma once

#include "lib/learners/rgrl/options.hpp"
#include "lib/learners/rgrl/world_model.hpp"

namespace rlrun::bench {

/// Sizes of RGRL on CartPole: four dimensions of `bins` bins, two actions.
struct RgrlSize {
  learners::rgrl::RgrlOptions options;
  int bins = 100;
  Index reward_size = 100;

  [[nodiscard]] learners::rgrl::WorldModelShape shape() const {
    return {.cell = options.cell,
            .state_size = 4 * bins,
            .action_size = 2,
            .reward_size = reward_size,
            .bias = options.bias};
  }
};

/// Of the paper: 400 hidden units, plans of 15 steps, 200 iterations, 5 members, windows of 2 steps.
inline RgrlSize paper_size(nn::CellKind cell) {
  RgrlSize size;
  size.options.cell = cell;
  return size;
}

/// As in configs/rgrl_cartpole.yaml.
inline RgrlSize reduced_size() {
  RgrlSize size;
  size.bins = 25;
  size.reward_size = 50;
  size.options.ensemble_size = 10;
  size.options.dropout = 0.0;
  size.options.deduction.horizon = 40;
  size.options.deduction.member_selection = learners::rgrl::MemberSelection::sweep;
  size.options.deduction.iterations = 1;
  size.options.learning.chunk = 5;
  return size;
}

/// Entries of all weight matrices, the heads' left out.
inline double recurrent_weights(const learners::rgrl::WorldModelShape& shape) {
  return static_cast<double>(nn::gate_count(shape.cell) * shape.state_size *
                             (shape.action_size + 2 * shape.state_size));
}

/// Entries of the matrix that the state is multiplied with.
inline double hidden_weights(const learners::rgrl::WorldModelShape& shape) {
  return static_cast<double>(nn::gate_count(shape.cell) * shape.state_size * shape.state_size);
}

inline double state_head_weights(const learners::rgrl::WorldModelShape& shape) {
  return static_cast<double>(shape.state_size * shape.state_size);
}

inline double reward_head_weights(const learners::rgrl::WorldModelShape& shape) {
  return static_cast<double>(shape.reward_size * shape.state_size);
}

}  // namespace rlrun::bench
