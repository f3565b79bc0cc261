#pragma once

#include <cstdint>

#include "lib/core/types.hpp"

namespace rlrun::envs::regression {

/// The scalar regression task of Chung, "An alternative to backpropagation in deep reinforcement learning", 2020,
/// section 5.2: to an input x, whose entries are standard normal, name the output y of a fixed network with one hidden
/// layer and random weights. As in that paper's code there are no biases, and both layers are rectified:
/// y = relu(relu(x A) c).
struct TargetNetwork {
  Matrix<double> hidden_weights;  ///< A: inputs x hidden units
  Vector<double> output_weights;  ///< c: one a hidden unit
};

inline constexpr int largest_layer = 1024;

/// Standard normal weights that depend on the seed and the two sizes only.
TargetNetwork draw_target_network(std::uint64_t seed, Index input_size, Index hidden_size);

/// y, never negative. inputs: one entry a row of A. Allocates nothing.
double target(const VectorView<double>& inputs, const TargetNetwork& network);

enum class RewardKind {
  squared_error,  ///< -(action - y)^2, as in the code
  distance,       ///< -|action - y|, as the paper's text says
};

double reward(double action, double target, RewardKind kind);

}  // namespace rlrun::envs::regression
