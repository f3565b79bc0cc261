#include "lib/learners/reinforcement_modified/rbm.hpp"

#include "lib/nn/activation.hpp"
#include "lib/nn/initialiser.hpp"
#include "lib/nn/loss.hpp"

namespace rlrun::learners::reinforcement_modified {

template <class Scalar>
Rbm<Scalar>::Rbm(const EncoderOptions& options, Index input_size, Index capacity, RngKey key)
    : hidden_layer_(nn::Dense::declare(layout_, "hidden.", input_size, options.units, true)),
      visible_bias_(layout_.add("visible.bias", input_size, 1)),
      options_(options),
      parameters_(layout_),
      d_parameters_(layout_),
      rng_(key.derive("chain")) {
  Rng rng(key.derive("initialisation"));
  nn::initialise<Scalar>({.kind = nn::Initialiser::uniform, .low = -options.weight_range, .high = options.weight_range},
                         rng, parameters_[hidden_layer_.weight]);
  Rbm::reserve(capacity);
}

template <class Scalar>
void Rbm<Scalar>::reserve(Index capacity) {
  hidden_.setZero(hidden_layer_.output_size, capacity);
  reconstruction_.setZero(hidden_layer_.input_size, capacity);
}

template <class Scalar>
Index Rbm<Scalar>::parameter_count() const {
  return (hidden_layer_.input_size + 1) * hidden_layer_.output_size;
}

template <class Scalar>
void Rbm<Scalar>::encode(const MatrixView<Scalar>& inputs, MutableMatrixView<Scalar> codes) const {
  hidden_layer_.forward<Scalar>(parameters_, inputs, codes);
  nn::activation_forward<Scalar>(nn::Activation::sigmoid, codes, codes);
}

template <class Scalar>
Scalar Rbm<Scalar>::free_energy(const MatrixView<Scalar>& visible) const {
  Matrix<Scalar> hidden(hidden_layer_.output_size, visible.cols());
  hidden_layer_.forward<Scalar>(parameters_, visible, hidden);
  nn::activation_forward<Scalar>(nn::Activation::softplus, hidden, hidden);
  const auto bias = parameters_[visible_bias_].col(0);
  const Scalar energy = options_.visible == Visible::gaussian ? Scalar(0.5) * (visible.colwise() - bias).squaredNorm()
                                                              : -(bias.transpose() * visible).sum();
  return energy - hidden.sum();
}

template <class Scalar>
void Rbm<Scalar>::add_free_energy_gradient(const MatrixView<Scalar>& visible, Scalar scale) {
  auto hidden = hidden_.leftCols(visible.cols());
  encode(visible, hidden);
  hidden *= -scale;
  hidden_layer_.add_parameter_gradient<Scalar>(visible, hidden, d_parameters_);
  auto d_bias = d_parameters_[visible_bias_].col(0);
  d_bias -= scale * visible.rowwise().sum();
  if (options_.visible == Visible::gaussian) {
    d_bias += scale * static_cast<Scalar>(visible.cols()) * parameters_[visible_bias_].col(0);
  }
}

template <class Scalar>
void Rbm<Scalar>::draw_hidden(const MatrixView<Scalar>& visible) {
  auto hidden = hidden_.leftCols(visible.cols());
  encode(visible, hidden);
  for (auto column : hidden.colwise()) {
    for (Scalar& unit : column) unit = rng_.bernoulli(static_cast<double>(unit)) ? Scalar(1) : Scalar(0);
  }
}

/// The visible means at the end of the chain.
template <class Scalar>
void Rbm<Scalar>::reconstruct(const MatrixView<Scalar>& inputs) {
  const auto hidden = hidden_.leftCols(inputs.cols());
  auto reconstruction = reconstruction_.leftCols(inputs.cols());
  reconstruction = inputs;
  for (int step = 0; step < options_.steps; ++step) {
    draw_hidden(reconstruction);
    hidden_layer_.input_gradient<Scalar>(parameters_, hidden, reconstruction);  // W' h
    reconstruction.colwise() += parameters_[visible_bias_].col(0);
    if (options_.visible == Visible::binary) {
      nn::activation_forward<Scalar>(nn::Activation::sigmoid, reconstruction, reconstruction);
    }
  }
}

template <class Scalar>
Scalar Rbm<Scalar>::learn(const MatrixView<Scalar>& inputs) {
  const auto share = Scalar(1) / static_cast<Scalar>(inputs.cols());
  reconstruct(inputs);
  d_parameters_.flat().setZero();
  add_free_energy_gradient(inputs, share);
  add_free_energy_gradient(reconstruction_.leftCols(inputs.cols()), -share);
  nn::check_finite(d_parameters_, "rbm, gradient");
  parameters_.flat() -= static_cast<Scalar>(options_.learning_rate) * d_parameters_.flat();
  return nn::loss_mean<Scalar>(nn::Loss::mse, reconstruction_.leftCols(inputs.cols()), inputs);
}

template <class Scalar>
std::unique_ptr<Encoder<Scalar>> Rbm<Scalar>::clone() const {
  return std::make_unique<Rbm>(*this);
}

template <class Scalar>
void Rbm<Scalar>::save(StateWriter& writer) const {
  writer.write_matrix<Scalar>("rbm", parameters_.flat());
  writer.write("rbm_chain", rng_);
}

template <class Scalar>
void Rbm<Scalar>::load(StateReader& reader) {
  reader.template read_into<Scalar>("rbm", parameters_.flat());
  rng_ = reader.read_rng("rbm_chain");
}

template class Rbm<float>;
template class Rbm<double>;

}  // namespace rlrun::learners::reinforcement_modified
