#include "lib/learners/neuron_local/critic.hpp"

#include <algorithm>
#include <cmath>

#include "lib/nn/product.hpp"

namespace rlrun::learners::neuron_local {
namespace {

ValueFeatures value_features_of(const CriticShape& shape) {
  switch (shape.kind) {
    case CriticKind::linear:
      return ValueFeatures::linear;
    case CriticKind::quadratic:
      return ValueFeatures::quadratic;
    case CriticKind::compatible:
      return shape.value_features;
  }
  return shape.value_features;
}

Index slope_inputs_of(const CriticShape& shape) { return shape.kind == CriticKind::linear ? 1 : shape.inputs; }

Index slope_rows(const CriticShape& shape) {
  return slope_inputs_of(shape) + (shape.kind == CriticKind::quadratic ? 1 : 0);
}

}  // namespace

template <class Scalar>
LocalCritic<Scalar>::LocalCritic(const std::string& name, const CriticShape& shape, Index most_columns, Index slots)
    : shape_(shape),
      slope_inputs_(slope_inputs_of(shape)),
      features_(value_features_of(shape), shape.normalise, shape.inputs, most_columns),
      slope_(name + " slope", slope_rows(shape), shape.neurons, shape.slope),
      value_(name + " value", features_.size(), shape.neurons, shape.value),
      value_traces_(Matrix<Scalar>::Zero(features_.size(), slots)),
      slope_traces_(Matrix<Scalar>::Zero(slope_rows(shape) * shape.neurons, slots)),
      factor_(shape.neurons, most_columns),
      result_(shape.neurons, most_columns),
      target_result_(shape.neurons, most_columns),
      bounded_errors_(shape.neurons) {}

template <class Scalar>
auto LocalCritic<Scalar>::compute_factor(const NeuronSteps<Scalar>& steps) {
  auto factor = factor_.leftCols(steps.u.cols());
  if (shape_.kind == CriticKind::compatible) {
    factor.array() = (steps.output - steps.mean).array() * steps.derivative.array();
  } else {
    factor = steps.output;
  }
  return factor;
}

template <class Scalar>
MatrixView<Scalar> LocalCritic<Scalar>::value(const NeuronSteps<Scalar>& steps) {
  auto result = result_.leftCols(steps.u.cols());
  nn::transposed_product<Scalar>(slope_.now().topRows(slope_inputs_), slope_inputs(steps.u), result);
  result.array() *= compute_factor(steps).array();
  nn::add_transposed_product<Scalar>(value_.now(), features_.compute(steps.u), result);
  if (has_square()) {
    const auto square_weights = slope_.now().bottomRows(1).transpose().array();
    result.array() += steps.output.array().square().colwise() * square_weights.col(0);
  }
  return result;
}

template <class Scalar>
MatrixView<Scalar> LocalCritic<Scalar>::target_value(const MatrixView<Scalar>& next_u,
                                                     const MatrixView<Scalar>& next_mean) {
  auto result = target_result_.leftCols(next_u.cols());
  if (shape_.kind == CriticKind::compatible) {
    nn::transposed_product<Scalar>(value_.target(), features_.compute(next_u), result);
    return result;
  }
  nn::transposed_product<Scalar>(slope_.target().topRows(slope_inputs_), slope_inputs(next_u), result);
  result.array() *= next_mean.array();
  nn::add_transposed_product<Scalar>(value_.target(), features_.compute(next_u), result);
  if (has_square()) {
    const auto square_weights = slope_.target().bottomRows(1).transpose().array();
    result.array() += next_mean.array().square().colwise() * square_weights.col(0);
  }
  return result;
}

template <class Scalar>
MatrixView<Scalar> LocalCritic<Scalar>::slope(const NeuronSteps<Scalar>& steps) {
  auto result = result_.leftCols(steps.u.cols());
  nn::transposed_product<Scalar>(slope_.now().topRows(slope_inputs_), slope_inputs(steps.u), result);
  if (shape_.kind == CriticKind::compatible) result.array() *= steps.derivative.array();
  if (has_square()) {
    const auto square_weights = slope_.now().bottomRows(1).transpose().array();
    result.array() += Scalar(2) * (steps.mean.array().colwise() * square_weights.col(0));
  }
  return result;
}

template <class Scalar>
void LocalCritic<Scalar>::learn(const NeuronSteps<Scalar>& steps, const MatrixView<Scalar>& td_errors) {
  const Scalar scale = Scalar(-1) / static_cast<Scalar>(steps.u.cols());
  // d Q / d val = phi(v)
  value_.gradient().setZero();
  nn::add_outer_products<Scalar>(features_.compute(steps.u), td_errors, value_.gradient());
  value_.gradient() *= scale;
  // d Q / d w = f x
  auto factor = compute_factor(steps);
  factor.array() *= td_errors.array();
  slope_.gradient().setZero();
  nn::add_outer_products<Scalar>(slope_inputs(steps.u), factor, slope_.gradient().topRows(slope_inputs_));
  if (has_square()) {
    // d Q / d c = alpha^2
    slope_.gradient().bottomRows(1) =
        (steps.output.array().square() * td_errors.array()).rowwise().sum().matrix().transpose();
  }
  slope_.gradient() *= scale;
  descend();
}

/// The slot's trace of the weights that see the action, shaped as they are.
template <class Scalar>
auto LocalCritic<Scalar>::trace(Index slot) {
  const Index rows = slope_.now().rows();
  return Eigen::Map<Matrix<Scalar>>(slope_traces_.col(slot).data(), rows, shape_.neurons);
}

template <class Scalar>
void LocalCritic<Scalar>::learn_with_traces(const NeuronSteps<Scalar>& steps, const MatrixView<Scalar>& td_errors,
                                            std::span<const Index> slots, Scalar decay) {
  const Scalar scale = Scalar(-1) / static_cast<Scalar>(steps.u.cols());
  const auto phi = features_.compute(steps.u);
  const auto factor = compute_factor(steps);
  value_.gradient().setZero();
  slope_.gradient().setZero();
  for (Index i = 0; i < steps.u.cols(); ++i) {
    const Index slot = slots[static_cast<std::size_t>(i)];
    auto value_trace = value_traces_.col(slot);
    value_trace = decay * value_trace + phi.col(i);
    auto slope_trace = trace(slot);
    slope_trace *= decay;
    slope_trace.topRows(slope_inputs_).noalias() += slope_inputs(steps.u).col(i) * factor.col(i).transpose();
    if (has_square()) slope_trace.bottomRows(1).array() += steps.output.col(i).transpose().array().square();
    bounded_errors_ = td_errors.col(i);
    if (shape_.overshoot > 0.0) bound_steps(slot);
    value_.gradient().noalias() += scale * value_trace * bounded_errors_.transpose();
    slope_.gradient() += slope_trace * (scale * bounded_errors_).asDiagonal();
  }
  descend();
}

/// Shrinks the errors of neurons whose step along the slot's traces would overshoot.
template <class Scalar>
void LocalCritic<Scalar>::bound_steps(Index slot) {
  const auto value_rate = static_cast<Scalar>(shape_.overshoot * shape_.value.learning_rate);
  const auto slope_rate = static_cast<Scalar>(shape_.overshoot * shape_.slope.learning_rate);
  const Scalar value_part = value_rate * value_traces_.col(slot).cwiseAbs().sum();
  const auto slope_trace = trace(slot);
  for (Index neuron = 0; neuron < shape_.neurons; ++neuron) {
    Scalar& error = bounded_errors_[neuron];
    const Scalar length = value_part + slope_rate * slope_trace.col(neuron).cwiseAbs().sum();
    error /= std::max(Scalar(1), std::max(Scalar(1), std::abs(error)) * length);
  }
}

template <class Scalar>
void LocalCritic<Scalar>::descend() {
  value_.descend();
  slope_.descend();
}

template <class Scalar>
void LocalCritic<Scalar>::begin_episode(Index slot) {
  value_traces_.col(slot).setZero();
  slope_traces_.col(slot).setZero();
}

template <class Scalar>
void LocalCritic<Scalar>::save(StateWriter& writer) const {
  features_.save(writer);
  slope_.save(writer);
  value_.save(writer);
  writer.write_matrix<Scalar>("value_traces", value_traces_);
  writer.write_matrix<Scalar>("slope_traces", slope_traces_);
}

template <class Scalar>
void LocalCritic<Scalar>::load(StateReader& reader) {
  features_.load(reader);
  slope_.load(reader);
  value_.load(reader);
  reader.read_into<Scalar>("value_traces", value_traces_);
  reader.read_into<Scalar>("slope_traces", slope_traces_);
}

template class LocalCritic<float>;
template class LocalCritic<double>;

}  // namespace rlrun::learners::neuron_local
