#pragma once

#include <vector>

#include "lib/config/reader.hpp"
#include "lib/learners/common/noise.hpp"
#include "lib/learners/neuron_local/options.hpp"
#include "lib/nn/activation.hpp"
#include "lib/nn/optimiser.hpp"

namespace rlrun::learners::ddpg {

/// One of the two networks.
struct NetworkOptions {
  std::vector<Index> hidden = {};
  nn::Activation activation = nn::Activation::relu;  ///< of the hidden layers
  double output_bound = 3e-3;  ///< initial weights of the output are uniform within +- this; 0: +-1/sqrt(fan-in)
  nn::OptimiserOptions optimiser = {};
};

/// Experiment 1 of Guss et al., "Backpropagation-free parallel deep reinforcement learning", 2016, section 4.1.
struct SubCriticOptions {
  bool on = false;
  neuron_local::CriticKind kind = neuron_local::CriticKind::linear;  ///< or quadratic, not compatible
  neuron_local::Learning learning = neuron_local::Learning::replay;
  double learning_rate = 1e-3;  ///< of Adam
  double discount = 0.9;        ///< gamma
  double target_rate = 1e-4;    ///< tau
  long phase_two_after = 0;     ///< episodes of phase one; 0: there is no other
};

/// Names and defaults are those of Lillicrap et al., "Continuous control with deep reinforcement learning", ICLR 2016,
/// section 7, but for the sizes of the networks and of the buffer.
struct DdpgOptions {
  NetworkOptions actor;
  NetworkOptions critic;
  int action_layer = 1;           ///< the layer of the critic, counted from 0, that sees the action
  double discount = 0.99;         ///< gamma
  double target_rate = 0.001;     ///< tau
  int batch_size = 64;            ///< transitions of an update
  long replay_capacity = 100000;  ///< transitions
  long learning_starts = 64;      ///< transitions seen before the first update
  int updates_per_step = 1;       ///< updates after every step of every environment
  double reward_scale = 1.0;      ///< rewards are multiplied by it
  NoiseOptions noise;             ///< on actions scaled to [-1, 1]
  SubCriticOptions sub_critics;
};

/// Reads the keys of `learner:` beside name and observation_scale.
DdpgOptions read_options(config::Reader& reader);

}  // namespace rlrun::learners::ddpg
