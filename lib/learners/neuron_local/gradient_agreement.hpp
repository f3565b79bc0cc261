#pragma once

#include "lib/learners/neuron_local/network.hpp"

namespace rlrun::learners::neuron_local {

/// The cosine of the angle between two vectors; 0 where one of them vanishes.
template <class Scalar>
double cosine(const VectorView<Scalar>& a, const VectorView<Scalar>& b) {
  const Scalar lengths = a.norm() * b.norm();
  return lengths > Scalar(0) ? static_cast<double>(a.dot(b) / lengths) : 0.0;
}

/// Whether what neurons follow by their own critics is what backpropagation would have them follow: "Is it true in
/// practice that grad_W(n) Q^n(mu^n) = (grad_W Q^mu(mu))^(n)?" (Guss et al., slides of 2016, experiment 1, item 2).
template <class Scalar>
class GradientAgreement {
 public:
  /// Of `columns` situations at a time.
  GradientAgreement(const NeuronLocalSetup& setup, Index columns);

  /// Lets the network act without noise. observations: (size x columns), as the first layer sees them. Returns its
  /// actions, (outputs x columns), bounded as those of its readout, until the next call.
  MatrixView<Scalar> act(Network<Scalar>& network, const MatrixView<Scalar>& observations);

  /// One a layer: columns times the gradients that the neurons follow, (inputs x neurons), of the latest act.
  [[nodiscard]] const std::vector<Matrix<Scalar>>& local_gradients() const { return local_; }

  /// For every neuron, layer after layer, the cosine of two gradients by its incoming weights: that of the mean of its
  /// own Q^n(v, mu^n(v)), and that of the mean of a global value whose gradient by the actions of the latest act is
  /// `d_actions` (outputs x columns). 0 where one of them vanishes. cosines: one entry a neuron, overwritten.
  void compare(const Network<Scalar>& network, const MatrixView<Scalar>& d_actions, MutableVectorView<double> cosines);

 private:
  Activations<Scalar> activations_;
  Matrix<Scalar> actions_;                   ///< (outputs x columns)
  std::vector<Matrix<Scalar>> derivatives_;  ///< one a layer: (neurons x columns) of the mean by the pre-activation
  std::vector<Matrix<Scalar>> local_;        ///< one a layer: (inputs x neurons) columns times the neurons' gradients
  Matrix<Scalar> error_;                     ///< (neurons x columns) of the layer at hand
};

}  // namespace rlrun::learners::neuron_local
