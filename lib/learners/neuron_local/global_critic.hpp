#pragma once

#include "lib/learners/common/replay_buffer.hpp"
#include "lib/learners/neuron_local/network.hpp"
#include "lib/nn/mlp.hpp"

namespace rlrun::learners::neuron_local {

/// A step of one environment, as a global critic sees it.
template <class Scalar>
struct GlobalStep {
  VectorView<Scalar> observation;  ///< what the first layer saw, without the one
  VectorView<Scalar> action;       ///< what the output neurons put out, noise included
  Scalar reward = Scalar(0);
  Scalar continues = Scalar(1);  ///< 0 where the episode terminated
  VectorView<Scalar> next_observation;
};

/// Q of the whole network, Q(s, a) = r + gamma Q'(s', mu'(s')), learned from batches of kept steps while the neurons
/// learn by themselves: what backpropagation would follow. It changes nothing in the network.
template <class Scalar>
class GlobalCritic {
 public:
  GlobalCritic(const NeuronLocalSetup& setup, RngKey key);

  /// Keeps the step and takes one update, as soon as there are steps enough. Throws DivergenceError when a weight is
  /// not finite.
  void learn(const Network<Scalar>& network, const GlobalStep<Scalar>& step);

  /// Columns of a batch.
  [[nodiscard]] Index batch_size() const { return records_.cols(); }
  /// Observations of steps drawn from those that are kept, (size x batch_size), until the next call.
  MatrixView<Scalar> draw_observations();
  /// dQ/da: (outputs x batch_size), until the next call.
  MatrixView<Scalar> action_gradient(const MatrixView<Scalar>& observations, const MatrixView<Scalar>& actions);

  void save(StateWriter& writer) const;
  /// Throws StateError when it does not fit.
  void load(StateReader& reader);

 private:
  void update(const Network<Scalar>& network);

  WatchOptions options_;
  Scalar discount_;
  Index observation_size_;
  Index action_size_;
  nn::ParameterLayout layout_;  ///< before the net, which is declared in it
  nn::Mlp mlp_;
  nn::Parameters<Scalar> now_;
  nn::Parameters<Scalar> target_;
  nn::Parameters<Scalar> gradient_;
  nn::Optimiser<Scalar> optimiser_;
  nn::MlpPass<Scalar> pass_;
  ReplayBuffer<Scalar> replay_;
  Rng rng_;
  Matrix<Scalar> records_;       ///< (record x batch_size): observation, action, reward, continues, next observation
  Activations<Scalar> next_;     ///< of the target weights
  Matrix<Scalar> next_actions_;  ///< (outputs x batch_size)
  Matrix<Scalar> targets_;       ///< (1 x batch_size)
  Matrix<Scalar> d_value_;       ///< (1 x batch_size)
};

}  // namespace rlrun::learners::neuron_local
