#include "lib/learners/reinforcement_modified/autoencoder.hpp"

#include "lib/nn/activation.hpp"
#include "lib/nn/initialiser.hpp"
#include "lib/nn/loss.hpp"

namespace rlrun::learners::reinforcement_modified {

template <class Scalar>
Autoencoder<Scalar>::Autoencoder(const EncoderOptions& options, Index input_size, Index capacity, RngKey key)
    : code_layer_(nn::Dense::declare(layout_, "code.", input_size, options.units, true)),
      reconstruction_layer_(nn::Dense::declare(layout_, "reconstruction.", options.units, input_size, true)),
      learning_rate_(static_cast<Scalar>(options.learning_rate)),
      parameters_(layout_),
      d_parameters_(layout_) {
  const nn::InitialiserOptions uniform = {
      .kind = nn::Initialiser::uniform, .low = -options.weight_range, .high = options.weight_range};
  Rng rng(key);
  nn::initialise<Scalar>(uniform, rng, parameters_[code_layer_.weight]);
  nn::initialise<Scalar>(uniform, rng, parameters_[reconstruction_layer_.weight]);
  Autoencoder::reserve(capacity);
}

template <class Scalar>
void Autoencoder<Scalar>::reserve(Index capacity) {
  codes_.setZero(code_layer_.output_size, capacity);
  d_codes_.setZero(code_layer_.output_size, capacity);
  reconstruction_.setZero(reconstruction_layer_.output_size, capacity);
}

template <class Scalar>
Index Autoencoder<Scalar>::parameter_count() const {
  return (code_layer_.input_size + 1) * code_layer_.output_size;
}

template <class Scalar>
void Autoencoder<Scalar>::encode(const MatrixView<Scalar>& inputs, MutableMatrixView<Scalar> codes) const {
  code_layer_.forward<Scalar>(parameters_, inputs, codes);
  nn::activation_forward<Scalar>(nn::Activation::sigmoid, codes, codes);
}

template <class Scalar>
Scalar Autoencoder<Scalar>::compute_gradient(const MatrixView<Scalar>& inputs) {
  const auto columns = static_cast<Scalar>(inputs.cols());
  auto codes = codes_.leftCols(inputs.cols());
  MutableMatrixView<Scalar> d_codes = d_codes_.leftCols(inputs.cols());
  auto reconstruction = reconstruction_.leftCols(inputs.cols());
  encode(inputs, codes);
  reconstruction_layer_.forward<Scalar>(parameters_, codes, reconstruction);
  const Scalar loss = Scalar(0.5) * nn::loss_sum<Scalar>(nn::Loss::mse, reconstruction, inputs) / columns;
  d_parameters_.flat().setZero();
  nn::loss_gradient<Scalar>(nn::Loss::mse, reconstruction, inputs, Scalar(0.5) / columns, reconstruction);
  reconstruction_layer_.backward<Scalar>(parameters_, codes, reconstruction, d_parameters_, &d_codes);
  nn::activation_backward<Scalar>(nn::Activation::sigmoid, codes, codes, d_codes, d_codes);
  code_layer_.backward<Scalar>(parameters_, inputs, d_codes, d_parameters_, nullptr);
  return loss;
}

template <class Scalar>
Scalar Autoencoder<Scalar>::learn(const MatrixView<Scalar>& inputs) {
  const Scalar loss = compute_gradient(inputs);
  nn::check_finite(d_parameters_, "autoencoder, gradient");
  parameters_.flat() -= learning_rate_ * d_parameters_.flat();
  return Scalar(2) * loss / static_cast<Scalar>(inputs.rows());
}

template <class Scalar>
std::unique_ptr<Encoder<Scalar>> Autoencoder<Scalar>::clone() const {
  return std::make_unique<Autoencoder>(*this);
}

template <class Scalar>
void Autoencoder<Scalar>::save(StateWriter& writer) const {
  writer.write_matrix<Scalar>("autoencoder", parameters_.flat());
}

template <class Scalar>
void Autoencoder<Scalar>::load(StateReader& reader) {
  reader.template read_into<Scalar>("autoencoder", parameters_.flat());
}

template class Autoencoder<float>;
template class Autoencoder<double>;

}  // namespace rlrun::learners::reinforcement_modified
