#include "lib/learners/neuron_local/layer.hpp"

#include <cmath>
#include <string>

#include "lib/core/error.hpp"
#include "lib/nn/product.hpp"

namespace rlrun::learners::neuron_local {

template <class Scalar>
Layer<Scalar>::Layer(const std::string& name, const LayerShape& shape, Index most_columns, Index slots)
    : name_(name),
      shape_(shape),
      weights_(name + " weights", inputs(), neurons(), shape.weights),
      critic_(name, shape.critic, most_columns, slots),
      pre_activation_(neurons(), most_columns),
      mean_(neurons(), most_columns),
      derivative_(neurons(), most_columns),
      ones_(Matrix<Scalar>::Ones(neurons(), most_columns)),
      td_errors_(neurons(), most_columns),
      d_pre_activation_(neurons(), most_columns),
      learning_share_(neurons()) {}

template <class Scalar>
void Layer<Scalar>::act(const MatrixView<Scalar>& u, MutableMatrixView<Scalar> mean) const {
  nn::transposed_product<Scalar>(weights_.now(), u, mean);
  nn::activation_forward<Scalar>(shape_.activation, mean, mean);
}

template <class Scalar>
void Layer<Scalar>::act_as_target(const MatrixView<Scalar>& u, MutableMatrixView<Scalar> mean) const {
  nn::transposed_product<Scalar>(weights_.target(), u, mean);
  nn::activation_forward<Scalar>(shape_.activation, mean, mean);
}

template <class Scalar>
NeuronSteps<Scalar> Layer<Scalar>::examine(const MatrixView<Scalar>& u, const MatrixView<Scalar>& output) {
  const Index columns = u.cols();
  auto pre_activation = pre_activation_.leftCols(columns);
  auto mean = mean_.leftCols(columns);
  auto derivative = derivative_.leftCols(columns);
  nn::transposed_product<Scalar>(weights_.now(), u, pre_activation);
  nn::activation_forward<Scalar>(shape_.activation, pre_activation, mean);
  nn::activation_backward<Scalar>(shape_.activation, pre_activation, mean, ones_.leftCols(columns), derivative);
  return {.u = u, .output = output, .mean = mean, .derivative = derivative};
}

/// D = r + gamma Q'(v', mu'(v')) - Q(v, alpha), and r - Q(v, alpha) where the episode terminated.
template <class Scalar>
MatrixView<Scalar> Layer<Scalar>::td_errors(const LayerSteps<Scalar>& steps, const NeuronSteps<Scalar>& neuron_steps) {
  const Index columns = steps.u.cols();
  auto errors = td_errors_.leftCols(columns);
  const auto discount = static_cast<Scalar>(shape_.discount);
  errors = discount * critic_.target_value(steps.next_u, steps.next_mean);
  errors.array().rowwise() *= steps.continues.array().row(0);
  errors.array().rowwise() += steps.rewards.array().row(0);
  const auto values = critic_.value(neuron_steps);
  require_bounded(values);
  errors -= values;
  statistics_ = {.value = static_cast<double>(values.cwiseAbs().mean()),
                 .td_error = static_cast<double>(errors.cwiseAbs().mean())};
  return errors;
}

template <class Scalar>
void Layer<Scalar>::require_bounded(const MatrixView<Scalar>& values) const {
  if (!std::isfinite(values.sum())) throw DivergenceError(name_ + ": the value of a local critic is not finite");
  if (static_cast<double>(values.cwiseAbs().maxCoeff()) <= shape_.bound) return;
  throw DivergenceError(name_ + ": the value of a local critic is beyond the bound of " + std::to_string(shape_.bound));
}

/// Ascent on Q along the weights: d Q/d alpha d mu/d(k, b), or w for the natural gradient; only of neurons that learn.
template <class Scalar>
void Layer<Scalar>::compute_gradient(const LayerSteps<Scalar>& steps, const NeuronSteps<Scalar>& neuron_steps) {
  const Index columns = steps.u.cols();
  const Scalar scale = Scalar(-1) / static_cast<Scalar>(columns);
  if (shape_.natural) {
    learning_share_ = scale * steps.learns.rowwise().sum();
    weights_.gradient() = critic_.slope_weights().now() * learning_share_.asDiagonal();
    return;
  }
  auto d_pre_activation = d_pre_activation_.leftCols(columns);
  d_pre_activation.array() =
      critic_.slope(neuron_steps).array() * neuron_steps.derivative.array() * steps.learns.array();
  weights_.gradient().setZero();
  nn::add_outer_products<Scalar>(steps.u, d_pre_activation, weights_.gradient());
  weights_.gradient() *= scale;
}

template <class Scalar>
LayerStatistics Layer<Scalar>::learn(const LayerSteps<Scalar>& steps) {
  const NeuronSteps<Scalar> neuron_steps = examine(steps.u, steps.output);
  const auto errors = td_errors(steps, neuron_steps);
  compute_gradient(steps, neuron_steps);
  if (shape_.trace_decay > 0.0 || shape_.critic.overshoot > 0.0) {
    const auto decay = static_cast<Scalar>(shape_.discount * shape_.trace_decay);
    critic_.learn_with_traces(neuron_steps, errors, steps.slots, decay);
  } else {
    critic_.learn(neuron_steps, errors);
  }
  critic_.count(steps.u);
  weights_.descend();
  return statistics_;
}

template <class Scalar>
void Layer<Scalar>::save(StateWriter& writer) const {
  weights_.save(writer);
  critic_.save(writer);
}

template <class Scalar>
void Layer<Scalar>::load(StateReader& reader) {
  weights_.load(reader);
  critic_.load(reader);
}

template class Layer<float>;
template class Layer<double>;

}  // namespace rlrun::learners::neuron_local
