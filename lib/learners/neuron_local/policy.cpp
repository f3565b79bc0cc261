#include "lib/learners/neuron_local/policy.hpp"

#include <utility>

namespace rlrun::learners::neuron_local {

template <class Scalar>
NeuronLocalPolicy<Scalar>::NeuronLocalPolicy(const NeuronLocalSetup& setup, Network<Scalar> network, Index num_envs)
    : setup_(setup),
      network_(std::move(network)),
      activations_(setup, num_envs),
      no_noise_(Matrix<Scalar>::Zero(noise_sigmas(setup).size(), num_envs)) {}

template <class Scalar>
void NeuronLocalPolicy<Scalar>::act(const MatrixView<double>& observations, std::span<const Index> /*slots*/,
                                    MutableMatrixView<double> actions) {
  const Index columns = observations.cols();
  setup_.encoder.template encode<Scalar>(observations, activations_.without_ones(0, columns));
  network_.act(activations_, no_noise_.leftCols(columns));
  const auto outputs = activations_.without_ones(network_.layers().size(), columns);
  for (Index i = 0; i < columns; ++i) setup_.readout.template write_best<Scalar>(outputs.col(i), actions.col(i));
}

template class NeuronLocalPolicy<float>;
template class NeuronLocalPolicy<double>;

}  // namespace rlrun::learners::neuron_local
