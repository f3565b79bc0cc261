#include "lib/learners/reinforcement_modified/ebp_network.hpp"

#include "lib/nn/initialiser.hpp"

namespace rlrun::learners::reinforcement_modified {

template <class Scalar>
EbpNetwork<Scalar>::EbpNetwork(const NetworkOptions& options, Index input_size, Index output_size, Index capacity,
                               RngKey key)
    : hidden_layer_(nn::Dense::declare(layout_, "hidden.", input_size, options.hidden_units, true)),
      output_layer_(nn::Dense::declare(layout_, "output.", options.hidden_units, output_size, true)),
      hidden_activation_(options.hidden_activation),
      loss_(options.loss),
      parameters_(layout_),
      d_parameters_(layout_),
      optimiser_(options.optimiser, layout_.size()) {
  const nn::InitialiserOptions uniform = {
      .kind = nn::Initialiser::uniform, .low = -options.weight_range, .high = options.weight_range};
  Rng rng(key);
  for (const nn::Dense& layer : {hidden_layer_, output_layer_}) {
    nn::initialise<Scalar>(uniform, rng, parameters_[layer.weight]);
    nn::initialise<Scalar>(uniform, rng, parameters_[layer.bias]);
  }
  reserve(capacity);
}

template <class Scalar>
void EbpNetwork<Scalar>::reserve(Index capacity) {
  for (Matrix<Scalar>* matrix : {&hidden_, &d_hidden_}) matrix->setZero(hidden_layer_.output_size, capacity);
  for (Matrix<Scalar>* matrix : {&outputs_, &d_outputs_}) matrix->setZero(output_layer_.output_size, capacity);
}

template <class Scalar>
Index EbpNetwork<Scalar>::parameter_count() const {
  Index count = 0;
  for (const nn::TensorShape& tensor : layout_.tensors()) count += tensor.rows * tensor.cols;
  return count;
}

template <class Scalar>
MatrixView<Scalar> EbpNetwork<Scalar>::forward(const MatrixView<Scalar>& inputs) {
  auto hidden = hidden_.leftCols(inputs.cols());
  auto outputs = outputs_.leftCols(inputs.cols());
  hidden_layer_.forward<Scalar>(parameters_, inputs, hidden);
  nn::activation_forward<Scalar>(hidden_activation_, hidden, hidden);
  output_layer_.forward<Scalar>(parameters_, hidden, outputs);
  nn::activation_forward<Scalar>(nn::Activation::sigmoid, outputs, outputs);
  return outputs;
}

template <class Scalar>
void EbpNetwork<Scalar>::compute_gradient(const MatrixView<Scalar>& inputs, const MatrixView<Scalar>& targets) {
  const auto hidden = hidden_.leftCols(inputs.cols());
  const auto outputs = outputs_.leftCols(inputs.cols());
  MutableMatrixView<Scalar> d_hidden = d_hidden_.leftCols(inputs.cols());
  MutableMatrixView<Scalar> d_outputs = d_outputs_.leftCols(inputs.cols());
  const Scalar half = loss_ == nn::Loss::mse ? Scalar(0.5) : Scalar(1);
  nn::loss_gradient<Scalar>(loss_, outputs, targets, half / static_cast<Scalar>(inputs.cols()), d_outputs);
  nn::activation_backward<Scalar>(nn::Activation::sigmoid, outputs, outputs, d_outputs, d_outputs);
  output_layer_.backward<Scalar>(parameters_, hidden, d_outputs, d_parameters_, &d_hidden);
  nn::activation_backward<Scalar>(hidden_activation_, hidden, hidden, d_hidden, d_hidden);
  hidden_layer_.backward<Scalar>(parameters_, inputs, d_hidden, d_parameters_, nullptr);
}

template <class Scalar>
void EbpNetwork<Scalar>::train(const MatrixView<Scalar>& inputs, const MatrixView<Scalar>& targets) {
  d_parameters_.flat().setZero();
  compute_gradient(inputs, targets);
  nn::check_finite(d_parameters_, "network, gradient");
  optimiser_.step(d_parameters_.flat(), parameters_.flat());
}

template <class Scalar>
void EbpNetwork<Scalar>::save(StateWriter& writer) const {
  writer.write_matrix<Scalar>("network", parameters_.flat());
  optimiser_.save(writer);
}

template <class Scalar>
void EbpNetwork<Scalar>::load(StateReader& reader) {
  reader.template read_into<Scalar>("network", parameters_.flat());
  optimiser_.load(reader);
}

template class EbpNetwork<float>;
template class EbpNetwork<double>;

}  // namespace rlrun::learners::reinforcement_modified
