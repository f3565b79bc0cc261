#include "envs/regression/dynamics.hpp"

#include <algorithm>
#include <cmath>

#include "lib/core/rng.hpp"

namespace rlrun::envs::regression {
namespace {

double relu(double value) { return std::max(value, 0.0); }

}  // namespace

TargetNetwork draw_target_network(std::uint64_t seed, Index input_size, Index hidden_size) {
  const RngKey key(seed);
  TargetNetwork network = {.hidden_weights = Matrix<double>(input_size, hidden_size),
                           .output_weights = Vector<double>(hidden_size)};
  Rng hidden_rng(key.derive("hidden"));
  for (double& weight : network.hidden_weights.reshaped()) weight = hidden_rng.normal();
  Rng output_rng(key.derive("output"));
  for (double& weight : network.output_weights) weight = output_rng.normal();
  return network;
}

double target(const VectorView<double>& inputs, const TargetNetwork& network) {
  double sum = 0.0;
  for (Index unit = 0; unit < network.output_weights.size(); ++unit) {
    sum += network.output_weights(unit) * relu(inputs.dot(network.hidden_weights.col(unit)));
  }
  return relu(sum);
}

double reward(double action, double target, RewardKind kind) {
  const double error = action - target;
  return kind == RewardKind::squared_error ? -(error * error) : -std::abs(error);
}

}  // namespace rlrun::envs::regression
