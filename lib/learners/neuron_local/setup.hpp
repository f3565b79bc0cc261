#pragma once

#include <vector>

#include "lib/learners/neuron_local/layer.hpp"
#include "lib/learners/neuron_local/observation_encoder.hpp"
#include "lib/learners/neuron_local/readout.hpp"

namespace rlrun::learners::neuron_local {

/// What learner and snapshots share and never change.
struct NeuronLocalSetup {
  NeuronLocalOptions options;
  ObservationEncoder encoder;
  Readout readout;
};

/// Neurons of every layer, hidden ones first.
std::vector<Index> layer_sizes(const NeuronLocalSetup& setup);

/// True for hidden layers that stay as they began.
bool is_frozen(const NeuronLocalSetup& setup, std::size_t layer);

/// What layer number `layer` is made with.
LayerShape layer_shape(const NeuronLocalSetup& setup, std::size_t layer);

/// Standard deviation of the noise of every neuron, layer after layer.
Vector<double> noise_sigmas(const NeuronLocalSetup& setup);

}  // namespace rlrun::learners::neuron_local
