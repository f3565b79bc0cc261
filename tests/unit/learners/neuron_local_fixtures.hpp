#pragma once

#include "lib/learners/neuron_local/network.hpp"
#include "tests/unit/nn/random_matrix.hpp"

/// Tiny layers and networks for the tests of the neuron-local learner.
namespace rlrun::learners::neuron_local {

using nn::random_matrix;

/// Random numbers with a row of ones beneath them: what `size` units below a layer put out.
inline Matrix<double> random_inputs(Index size, Index columns, Rng& rng) {
  Matrix<double> u = Matrix<double>::Ones(size + 1, columns);
  u.topRows(size) = random_matrix(size, columns, rng);
  return u;
}

/// Plain gradient descent with rate 1, so that an update shows the gradient.
constexpr WeightOptions unit_rate = {.learning_rate = 1.0};

/// Observations of `observation_size` entries, which are not scaled; outputs are linear and belong to discrete actions,
/// so that nothing is cut.
inline NeuronLocalSetup small_setup(const NeuronLocalOptions& options, Index observation_size, int outputs) {
  NeuronLocalOptions linear_outputs = options;
  linear_outputs.readout.activation = nn::Activation::identity;
  const BoxSpace box = {.low = Vector<double>::Constant(observation_size, -1.0),
                        .high = Vector<double>::Constant(observation_size, 1.0)};
  return {.options = linear_outputs,
          .encoder = ObservationEncoder(Features::raw, box),
          .readout = Readout(linear_outputs.readout, DiscreteSpace{outputs})};
}

}  // namespace rlrun::learners::neuron_local
