#pragma once

#include <string>

#include "lib/learners/neuron_local/critic.hpp"

namespace rlrun::learners::neuron_local {

struct LayerShape {
  nn::Activation activation = nn::Activation::tanh;
  WeightOptions weights = {};
  bool natural = true;
  double discount = 0.99;
  double trace_decay = 0.0;  ///< lambda
  double bound = 1e6;        ///< a larger |Q| counts as diverged
  CriticShape critic = {};   ///< its inputs and neurons are the layer's
};

/// B steps from which a layer learns.
template <class Scalar>
struct LayerSteps {
  MatrixView<Scalar> u;          ///< (inputs x B) what the neurons saw: (v, 1)
  MatrixView<Scalar> output;     ///< (neurons x B) alpha
  MatrixView<Scalar> learns;     ///< (neurons x B) 1 for neurons that learn, 0 for those that are held fixed
  MatrixView<Scalar> rewards;    ///< (1 x B)
  MatrixView<Scalar> continues;  ///< (1 x B) 0 where the episode terminated, else 1
  MatrixView<Scalar> next_u;     ///< (inputs x B)
  MatrixView<Scalar> next_mean;  ///< (neurons x B) what the target weights then do
  std::span<const Index> slots;  ///< B; only with traces: the column's slot
};

/// Means over neurons and columns.
struct LayerStatistics {
  double value = 0.0;     ///< |Q|
  double td_error = 0.0;  ///< |D|
};

/// A layer of neurons that are agents of their own: each has incoming weights (k, b), acts by mu(v) = sigma(k.v + b)
/// and some noise, and improves its weights by the slope of its own critic (Guss et al., "Backpropagation-free parallel
/// deep reinforcement learning", 2016, sections 3 and 4.2). No error comes from other layers: all layers may learn at
/// the same time. Weights of neurons are the columns of matrices, so that a layer is one matrix expression.
template <class Scalar>
class Layer {
 public:
  /// All weights begin at 0. `name` is what errors and saved states call the layer; slots: number of traces.
  Layer(const std::string& name, const LayerShape& shape, Index most_columns, Index slots);

  [[nodiscard]] Index inputs() const { return shape_.critic.inputs; }
  [[nodiscard]] Index neurons() const { return shape_.critic.neurons; }

  /// mu(v). u: (inputs x B); mean: (neurons x B), overwritten.
  void act(const MatrixView<Scalar>& u, MutableMatrixView<Scalar> mean) const;
  /// The same with the target weights.
  void act_as_target(const MatrixView<Scalar>& u, MutableMatrixView<Scalar> mean) const;

  /// What the present weights make of u, and how it changes with the pre-activation, beside what the neurons put out;
  /// until the next call.
  NeuronSteps<Scalar> examine(const MatrixView<Scalar>& u, const MatrixView<Scalar>& output);

  /// One update of critics, weights and targets, with eligibility traces unless lambda and kappa are 0.
  /// Throws DivergenceError, naming the layer, when a number is not finite or |Q| is beyond the bound.
  LayerStatistics learn(const LayerSteps<Scalar>& steps);

  /// The slot's traces begin anew.
  void begin_episode(Index slot) { critic_.begin_episode(slot); }

  /// (k, b): (inputs x neurons).
  [[nodiscard]] const NeuronWeights<Scalar>& weights() const { return weights_; }
  NeuronWeights<Scalar>& weights() { return weights_; }
  [[nodiscard]] const LocalCritic<Scalar>& critic() const { return critic_; }
  LocalCritic<Scalar>& critic() { return critic_; }

  void save(StateWriter& writer) const;
  /// Throws StateError when it does not fit.
  void load(StateReader& reader);

 private:
  MatrixView<Scalar> td_errors(const LayerSteps<Scalar>& steps, const NeuronSteps<Scalar>& neuron_steps);
  void require_bounded(const MatrixView<Scalar>& values) const;
  void compute_gradient(const LayerSteps<Scalar>& steps, const NeuronSteps<Scalar>& neuron_steps);

  std::string name_;
  LayerShape shape_;
  NeuronWeights<Scalar> weights_;
  LocalCritic<Scalar> critic_;
  Matrix<Scalar> pre_activation_;  ///< (neurons x most_columns), as are all others
  Matrix<Scalar> mean_;
  Matrix<Scalar> derivative_;
  Matrix<Scalar> ones_;
  Matrix<Scalar> td_errors_;
  Matrix<Scalar> d_pre_activation_;
  Vector<Scalar> learning_share_;  ///< of every neuron: minus the share of the columns in which it learns
  LayerStatistics statistics_;
};

}  // namespace rlrun::learners::neuron_local
