#include "lib/learners/neuron_local/setup.hpp"

#include <numeric>

namespace rlrun::learners::neuron_local {

std::vector<Index> layer_sizes(const NeuronLocalSetup& setup) {
  std::vector<Index> sizes = setup.options.actor.hidden;
  sizes.push_back(setup.readout.size());
  return sizes;
}

bool is_frozen(const NeuronLocalSetup& setup, std::size_t layer) {
  return setup.options.actor.freeze_hidden && layer < setup.options.actor.hidden.size();
}

LayerShape layer_shape(const NeuronLocalSetup& setup, std::size_t layer) {
  const NeuronLocalOptions& options = setup.options;
  const ActorOptions& actor = options.actor;
  const CriticOptions& critic = options.critic;
  const std::vector<Index> sizes = layer_sizes(setup);
  const bool hidden = layer < actor.hidden.size();
  const double rate = hidden && actor.hidden_rate > 0.0 ? actor.hidden_rate : actor.learning_rate;
  const auto critic_weights = [&](double learning_rate) {
    return WeightOptions{critic.optimiser, learning_rate, critic.clip, options.target_rate};
  };
  return {.activation = hidden ? actor.activation : options.readout.activation,
          .weights = {actor.optimiser, rate, actor.clip, options.target_rate},
          .natural = actor.natural,
          .discount = options.discount,
          .trace_decay = options.trace_decay,
          .bound = critic.bound,
          .critic = {.kind = critic.kind,
                     .value_features = critic.value_features,
                     .normalise = critic.normalise,
                     .inputs = 1 + (layer == 0 ? setup.encoder.size() : sizes[layer - 1]),
                     .neurons = sizes[layer],
                     .overshoot = critic.overshoot,
                     .slope = critic_weights(critic.learning_rate),
                     .value = critic_weights(critic.value_rate)}};
}

Vector<double> noise_sigmas(const NeuronLocalSetup& setup) {
  const std::vector<Index> sizes = layer_sizes(setup);
  const Index outputs = sizes.back();
  const Index neurons = std::accumulate(sizes.begin(), sizes.end(), Index{0});
  const double hidden_sigma = setup.options.actor.freeze_hidden ? 0.0 : setup.options.exploration.hidden_sigma;
  Vector<double> sigmas = Vector<double>::Constant(neurons, hidden_sigma);
  sigmas.tail(outputs).setConstant(setup.options.exploration.noise.sigma);
  return sigmas;
}

}  // namespace rlrun::learners::neuron_local
