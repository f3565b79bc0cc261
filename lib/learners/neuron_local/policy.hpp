#pragma once

#include <memory>

#include "lib/core/learner.hpp"
#include "lib/learners/neuron_local/network.hpp"

namespace rlrun::learners::neuron_local {

/// A frozen network that acts without noise and without chance.
template <class Scalar>
class NeuronLocalPolicy final : public Policy {
 public:
  NeuronLocalPolicy(const NeuronLocalSetup& setup, Network<Scalar> network, Index num_envs);

  void begin_episode(Index /*slot*/, long /*episode*/, const VectorView<double>& /*observation*/) override {}
  void act(const MatrixView<double>& observations, std::span<const Index> slots,
           MutableMatrixView<double> actions) override;

 private:
  NeuronLocalSetup setup_;
  Network<Scalar> network_;
  Activations<Scalar> activations_;
  Matrix<Scalar> no_noise_;  ///< (all neurons x num_envs)
};

}  // namespace rlrun::learners::neuron_local
