#pragma once

#include <string>
#include <vector>

#include "lib/learners/neuron_local/neuron_weights.hpp"
#include "lib/learners/neuron_local/value_features.hpp"

namespace rlrun::learners::neuron_local {

struct CriticShape {
  CriticKind kind = CriticKind::linear;
  ValueFeatures value_features = ValueFeatures::linear;  ///< of compatible critics
  bool normalise = false;
  Index inputs = 0;  ///< entries of u = (v, 1)
  Index neurons = 0;
  double overshoot = 0.0;    ///< kappa of learn_with_traces; 0: steps may overshoot
  WeightOptions slope = {};  ///< of the weights that see the action
  WeightOptions value = {};  ///< of those that do not
};

/// What the neurons of a layer did in B steps.
template <class Scalar>
struct NeuronSteps {
  MatrixView<Scalar> u;           ///< (inputs x B) what they saw: (v, 1)
  MatrixView<Scalar> output;      ///< (neurons x B) alpha
  MatrixView<Scalar> mean;        ///< (neurons x B) mu(v), by the present weights
  MatrixView<Scalar> derivative;  ///< (neurons x B) of the mean by the pre-activation
};

/// The critics of the neurons of a layer: one matrix expression for all of them. All three kinds are
///   Q = val.phi(v) + f (w.x) + c alpha^2
/// with (f, x) = (alpha, 1) for linear, ((alpha - mu) mu'(z), (v, 1)) for compatible and (alpha, (v, 1)) for quadratic
/// critics; only the latter have c.
template <class Scalar>
class LocalCritic {
 public:
  /// All weights begin at 0. slots: how many eligibility traces there are.
  LocalCritic(const std::string& name, const CriticShape& shape, Index most_columns, Index slots);

  /// Q(v, alpha): (neurons x B) until the next call.
  MatrixView<Scalar> value(const NeuronSteps<Scalar>& steps);

  /// Q'(v', mu'(v')) of the target weights: (neurons x B) until the next call.
  MatrixView<Scalar> target_value(const MatrixView<Scalar>& next_u, const MatrixView<Scalar>& next_mean);

  /// dQ/dalpha at alpha = mu(v): (neurons x B) until the next call.
  MatrixView<Scalar> slope(const NeuronSteps<Scalar>& steps);

  /// One step against the gradient of 1/(2 B) sum D^2, the targets in D being constants. td_errors: (neurons x B) D.
  void learn(const NeuronSteps<Scalar>& steps, const MatrixView<Scalar>& td_errors);

  /// The same with accumulating eligibility traces, one a slot: column i belongs to slots[i].
  /// decay: discount times lambda. With kappa, the step of a neuron is divided by
  /// max(1, kappa max(1, |D|) (eta_V |value trace|_1 + eta_Q |slope trace|_1)).
  void learn_with_traces(const NeuronSteps<Scalar>& steps, const MatrixView<Scalar>& td_errors,
                         std::span<const Index> slots, Scalar decay);

  /// The slot's trace begins anew.
  void begin_episode(Index slot);

  /// Takes what the neurons saw into the statistics of the value's features.
  void count(const MatrixView<Scalar>& u) { features_.count(u); }

  /// The weights that see the action: (x's entries, c beneath them, by neurons). Those of compatible critics are w.
  [[nodiscard]] const NeuronWeights<Scalar>& slope_weights() const { return slope_; }
  NeuronWeights<Scalar>& slope_weights() { return slope_; }
  /// val: (features x neurons).
  [[nodiscard]] const NeuronWeights<Scalar>& value_weights() const { return value_; }
  NeuronWeights<Scalar>& value_weights() { return value_; }

  void save(StateWriter& writer) const;
  /// Throws StateError when it does not fit.
  void load(StateReader& reader);

 private:
  [[nodiscard]] auto slope_inputs(const MatrixView<Scalar>& u) const { return u.bottomRows(slope_inputs_); }
  [[nodiscard]] bool has_square() const { return shape_.kind == CriticKind::quadratic; }
  auto compute_factor(const NeuronSteps<Scalar>& steps);
  auto trace(Index slot);
  void bound_steps(Index slot);
  void descend();

  CriticShape shape_;
  Index slope_inputs_;  ///< entries of x
  ValueFeaturesOf<Scalar> features_;
  NeuronWeights<Scalar> slope_;
  NeuronWeights<Scalar> value_;
  Matrix<Scalar> value_traces_;  ///< (features x slots): they are alike for all neurons
  Matrix<Scalar> slope_traces_;  ///< (rows of slope_ * neurons x slots)
  Matrix<Scalar> factor_;        ///< (neurons x most_columns) f, or f times D
  Matrix<Scalar> result_;        ///< (neurons x most_columns)
  Matrix<Scalar> target_result_;
  Vector<Scalar> bounded_errors_;  ///< neurons
};

}  // namespace rlrun::learners::neuron_local
