#include "lib/learners/neuron_local/network.hpp"

#include <cmath>
#include <string>

#include "lib/nn/initialiser.hpp"

namespace rlrun::learners::neuron_local {
namespace {

/// Uniform in +-hidden_gain/sqrt(fan-in), output neurons in +-output_bound.
template <class Scalar>
void initialise_weights(Layer<Scalar>& layer, bool output, const ActorOptions& actor, Rng& rng) {
  const auto fan_in = static_cast<double>(layer.inputs() - 1);
  const double bound = output ? actor.output_bound : actor.hidden_gain / std::sqrt(fan_in);
  Matrix<Scalar> weights(layer.inputs(), layer.neurons());
  nn::initialise<Scalar>({.kind = nn::Initialiser::uniform, .low = -bound, .high = bound}, rng, weights);
  layer.weights().set(weights);
}

}  // namespace

template <class Scalar>
Activations<Scalar>::Activations(const NeuronLocalSetup& setup, Index most_columns) {
  values.push_back(Matrix<Scalar>::Ones(setup.encoder.size() + 1, most_columns));
  for (const Index size : layer_sizes(setup)) values.push_back(Matrix<Scalar>::Ones(size + 1, most_columns));
}

template <class Scalar>
Network<Scalar>::Network(const NeuronLocalSetup& setup, Index most_columns, Index slots, RngKey initialisation_key)
    : bounded_outputs_(setup.readout.is_bounded()) {
  const std::size_t count = layer_sizes(setup).size();
  statistics_.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    layers_.emplace_back("layer " + std::to_string(i), layer_shape(setup, i), most_columns, slots);
    frozen_.push_back(static_cast<char>(is_frozen(setup, i)));
    Rng rng(initialisation_key.derive(i));
    initialise_weights(layers_.back(), i + 1 == count, setup.options.actor, rng);
  }
}

template <class Scalar>
void Network<Scalar>::act(Activations<Scalar>& activations, const MatrixView<Scalar>& noise) const {
  const Index columns = noise.cols();
  Index first_neuron = 0;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    auto outputs = activations.without_ones(i + 1, columns);
    layers_[i].act(activations.of(i, columns), outputs);
    outputs += noise.middleRows(first_neuron, layers_[i].neurons());
    first_neuron += layers_[i].neurons();
  }
  if (!bounded_outputs_) return;
  auto outputs = activations.without_ones(layers_.size(), columns);
  outputs = outputs.array().max(Scalar(-1)).min(Scalar(1));
}

template <class Scalar>
void Network<Scalar>::act_as_target(Activations<Scalar>& activations, Index columns) const {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    layers_[i].act_as_target(activations.of(i, columns), activations.without_ones(i + 1, columns));
  }
}

template <class Scalar>
void Network<Scalar>::learn(const NetworkSteps<Scalar>& steps) {
  const Index columns = steps.rewards.cols();
  Index first_neuron = 0;
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    const Index neurons = layers_[i].neurons();
    if (frozen_[i] == 0) {
      statistics_[i] = layers_[i].learn({.u = steps.activations.of(i, columns),
                                         .output = steps.activations.without_ones(i + 1, columns),
                                         .learns = steps.learns.middleRows(first_neuron, neurons),
                                         .rewards = steps.rewards,
                                         .continues = steps.continues,
                                         .next_u = steps.next_activations.of(i, columns),
                                         .next_mean = steps.next_activations.without_ones(i + 1, columns),
                                         .slots = steps.slots});
    }
    first_neuron += neurons;
  }
}

template <class Scalar>
void Network<Scalar>::set_rate_share(double share) {
  for (auto& layer : layers_) layer.weights().set_rate_share(share);
}

template <class Scalar>
void Network<Scalar>::begin_episode(Index slot) {
  for (auto& layer : layers_) layer.begin_episode(slot);
}

template <class Scalar>
void Network<Scalar>::save(StateWriter& writer) const {
  for (const auto& layer : layers_) layer.save(writer);
}

template <class Scalar>
void Network<Scalar>::load(StateReader& reader) {
  for (auto& layer : layers_) layer.load(reader);
}

template struct Activations<float>;
template struct Activations<double>;
template class Network<float>;
template class Network<double>;

}  // namespace rlrun::learners::neuron_local
