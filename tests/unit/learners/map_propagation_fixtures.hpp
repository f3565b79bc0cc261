#pragma once

#include "lib/learners/map_propagation/settling.hpp"

namespace rlrun::learners::map_propagation {

inline StochasticNetwork small_network(OutputUnit output, HiddenUnit hidden = HiddenUnit::softplus) {
  return StochasticNetwork({.input_size = 3,
                            .hidden_sizes = {5, 4},
                            .output_size = 2,
                            .hidden_unit = hidden,
                            .output_unit = output,
                            .variances = {0.03, 0.1, 0.2},
                            .temperature = 1.5});
}

/// A network with its first weights and one drawn batch.
struct Drawn {
  explicit Drawn(StochasticNetwork of, Index batch_size = 3, std::uint64_t seed = 1)
      : network(std::move(of)),
        parameters(network.initial_parameters<double>(RngKey(seed))),
        feedback(network, {}, RngKey(seed)),
        activity(network.make_activity<double>(batch_size)),
        columns{.first = 0, .count = batch_size} {
    feedback.follow(network, parameters);
    Rng rng(RngKey(seed).derive("inputs"));
    for (double& input : activity.values.front().reshaped()) input = rng.uniform(-1.0, 1.0);
    network.sample(parameters, columns, rng, activity);
  }

  std::optional<SettlingFailure> settle(const SettlingOptions& options) {
    Rng noise_rng(RngKey(5));
    return map_propagation::settle<double>(network, parameters, feedback, options, true, columns, noise_rng, activity);
  }

  void renew_means() {
    for (std::size_t layer = 0; layer < network.layers(); ++layer) {
      network.compute_means(parameters, layer, columns, activity);
    }
  }

  StochasticNetwork network;
  nn::Parameters<double> parameters;
  Feedback<double> feedback;
  Activity<double> activity;
  Columns columns;
};

}  // namespace rlrun::learners::map_propagation
