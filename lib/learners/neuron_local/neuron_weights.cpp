#include "lib/learners/neuron_local/neuron_weights.hpp"

namespace rlrun::learners::neuron_local {
namespace {

nn::ParameterLayout one_tensor(const std::string& name, Index rows, Index cols) {
  nn::ParameterLayout layout;
  layout.add(name, rows, cols);
  return layout;
}

nn::OptimiserOptions optimiser_options(const WeightOptions& options) {
  nn::OptimiserOptions result;
  result.kind = options.optimiser;
  result.learning_rate = options.learning_rate;
  return result;
}

}  // namespace

template <class Scalar>
NeuronWeights<Scalar>::NeuronWeights(const std::string& name, Index rows, Index neurons, const WeightOptions& options)
    : options_(options),
      now_(one_tensor(name, rows, neurons)),
      target_(now_),
      gradient_(now_),
      optimiser_(optimiser_options(options), now_.flat().size()) {}

template <class Scalar>
void NeuronWeights<Scalar>::set(const MatrixView<Scalar>& values) {
  now_[0] = values;
  target_ = now_;
}

template <class Scalar>
void NeuronWeights<Scalar>::clip() {
  auto gradient = gradient_[0];
  const auto largest = static_cast<Scalar>(options_.clip);
  for (Index neuron = 0; neuron < gradient.cols(); ++neuron) {
    const Scalar norm = gradient.col(neuron).norm();
    if (norm > largest) gradient.col(neuron) *= largest / norm;
  }
}

template <class Scalar>
void NeuronWeights<Scalar>::descend() {
  if (options_.clip > 0.0) clip();
  optimiser_.step(gradient_.flat(), now_.flat());
  nn::check_finite(now_, "weights");
  target_.flat() += static_cast<Scalar>(options_.target_rate) * (now_.flat() - target_.flat());
}

template <class Scalar>
void NeuronWeights<Scalar>::save(StateWriter& writer) const {
  writer.write_matrix<Scalar>(now_.tensors()[0].name, now_.flat());
  writer.write_matrix<Scalar>(now_.tensors()[0].name + " target", target_.flat());
  optimiser_.save(writer);
}

template <class Scalar>
void NeuronWeights<Scalar>::load(StateReader& reader) {
  reader.read_into<Scalar>(now_.tensors()[0].name, now_.flat());
  reader.read_into<Scalar>(now_.tensors()[0].name + " target", target_.flat());
  optimiser_.load(reader);
}

template class NeuronWeights<float>;
template class NeuronWeights<double>;

}  // namespace rlrun::learners::neuron_local
