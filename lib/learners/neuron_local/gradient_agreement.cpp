#include "lib/learners/neuron_local/gradient_agreement.hpp"

namespace rlrun::learners::neuron_local {

template <class Scalar>
GradientAgreement<Scalar>::GradientAgreement(const NeuronLocalSetup& setup, Index columns)
    : activations_(setup, columns), actions_(setup.readout.size(), columns) {
  Index inputs = setup.encoder.size() + 1;
  for (const Index neurons : layer_sizes(setup)) {
    derivatives_.emplace_back(neurons, columns);
    local_.emplace_back(inputs, neurons);
    inputs = neurons + 1;
  }
}

template <class Scalar>
MatrixView<Scalar> GradientAgreement<Scalar>::act(Network<Scalar>& network, const MatrixView<Scalar>& observations) {
  const Index columns = actions_.cols();
  activations_.without_ones(0, columns) = observations;
  for (std::size_t i = 0; i < network.layers().size(); ++i) {
    Layer<Scalar>& layer = network.layers()[i];
    auto output = activations_.without_ones(i + 1, columns);
    const NeuronSteps<Scalar> steps = layer.examine(activations_.of(i, columns), output);
    output = steps.mean;
    derivatives_[i] = steps.derivative;
    // d Q^n / d (k, b) = d Q^n / d alpha mu'(z) (v, 1)
    error_ = layer.critic().slope(steps).cwiseProduct(derivatives_[i]);
    local_[i].noalias() = activations_.of(i, columns) * error_.transpose();
  }
  actions_ = activations_.without_ones(network.layers().size(), columns).array().max(Scalar(-1)).min(Scalar(1));
  return actions_;
}

template <class Scalar>
void GradientAgreement<Scalar>::compare(const Network<Scalar>& network, const MatrixView<Scalar>& d_actions,
                                        MutableVectorView<double> cosines) {
  const Index columns = actions_.cols();
  const auto outputs = activations_.without_ones(network.layers().size(), columns).array();
  // What lies beyond the bounds does the same as the bound.
  error_ = (outputs.abs() <= Scalar(1)).select(d_actions.array(), Scalar(0));
  Index first_neuron = cosines.size();
  for (std::size_t i = network.layers().size(); i-- > 0;) {
    const Matrix<Scalar>& local = local_[i];
    error_.array() *= derivatives_[i].array();
    const Matrix<Scalar> global = activations_.of(i, columns) * error_.transpose();
    first_neuron -= local.cols();
    for (Index n = 0; n < local.cols(); ++n) {
      cosines[first_neuron + n] = cosine<Scalar>(local.col(n), global.col(n));
    }
    // z = K^T (v, 1): d v = K d z, without the row of the biases
    error_ = (network.layers()[i].weights().now().topRows(local.rows() - 1) * error_).eval();
  }
}

template class GradientAgreement<float>;
template class GradientAgreement<double>;

}  // namespace rlrun::learners::neuron_local
