#include "lib/nn/mlp.hpp"

#include <cmath>

#include "lib/nn/initialiser.hpp"

namespace rlrun::nn {

Mlp Mlp::declare(ParameterLayout& layout, const std::string& prefix, const MlpShape& shape) {
  Mlp mlp{.shape = shape, .layers = {}};
  Index below = shape.input_size;
  for (std::size_t layer = 0; layer <= shape.hidden_sizes.size(); ++layer) {
    const bool last = layer == shape.hidden_sizes.size();
    const Index size = last ? shape.output_size : shape.hidden_sizes[layer];
    if (static_cast<Index>(layer) == shape.side_layer) below += shape.side_size;
    mlp.layers.push_back(Dense::declare(layout, prefix + std::to_string(layer) + ".", below, size, true));
    below = size;
  }
  return mlp;
}

template <class Scalar>
void initialise(const Mlp& mlp, double output_bound, Rng& rng, Parameters<Scalar>& parameters) {
  for (const Dense& dense : mlp.layers) {
    const bool last = &dense == &mlp.layers.back();
    const double usual = 1.0 / std::sqrt(static_cast<double>(dense.input_size));
    const double bound = last && output_bound > 0.0 ? output_bound : usual;
    const InitialiserOptions options = {.kind = Initialiser::uniform, .low = -bound, .high = bound};
    initialise<Scalar>(options, rng, parameters[dense.weight]);
    initialise<Scalar>(options, rng, parameters[dense.bias]);
  }
}

template <class Scalar>
MlpPass<Scalar>::MlpPass(const Mlp& mlp, Index most_columns)
    : input_size_(mlp.shape.input_size),
      side_size_(mlp.shape.side_size),
      side_layer_(static_cast<std::size_t>(mlp.shape.side_layer)) {
  for (std::size_t i = 0; i < mlp.layers.size(); ++i) {
    const Dense& dense = mlp.layers[i];
    const auto inputs = Matrix<Scalar>::Zero(dense.input_size, most_columns);
    const auto outputs = Matrix<Scalar>::Zero(dense.output_size, most_columns);
    layers_.push_back({dense, mlp.activation(i), inputs, outputs, outputs, outputs, inputs});
  }
}

template <class Scalar>
MatrixView<Scalar> MlpPass<Scalar>::forward(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& x) {
  columns_ = x.cols();
  layers_[0].input.topLeftCorner(input_size_, columns_) = x;
  run(parameters);
  return output();
}

template <class Scalar>
MatrixView<Scalar> MlpPass<Scalar>::forward(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& x,
                                            const MatrixView<Scalar>& side) {
  layers_[side_layer_].input.bottomLeftCorner(side_size_, side.cols()) = side;
  return forward(parameters, x);
}

template <class Scalar>
void MlpPass<Scalar>::run(const Parameters<Scalar>& parameters) {
  for (std::size_t i = 0; i < layers_.size(); ++i) {
    Layer& layer = layers_[i];
    layer.dense.template forward<Scalar>(parameters, inputs(i), layer.pre_activation.leftCols(columns_));
    activation_forward<Scalar>(layer.activation, layer.pre_activation.leftCols(columns_),
                               layer.output.leftCols(columns_));
    if (i + 1 < layers_.size()) {
      layers_[i + 1].input.topLeftCorner(layer.dense.output_size, columns_) = layer.output.leftCols(columns_);
    }
  }
}

template <class Scalar>
MatrixView<Scalar> MlpPass<Scalar>::activations(std::size_t layer) const {
  return layers_[layer].output.leftCols(columns_);
}

template <class Scalar>
MatrixView<Scalar> MlpPass<Scalar>::inputs(std::size_t layer) const {
  return layers_[layer].input.leftCols(columns_);
}

template <class Scalar>
MatrixView<Scalar> MlpPass<Scalar>::d_side() const {
  return layers_[side_layer_].d_input.bottomRows(side_size_).leftCols(columns_);
}

template <class Scalar>
void MlpPass<Scalar>::add_parameter_gradient(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& d_output,
                                             Parameters<Scalar>& d_parameters) {
  backward(parameters, d_output, &d_parameters);
}

template <class Scalar>
void MlpPass<Scalar>::input_gradient(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& d_output) {
  backward(parameters, d_output, nullptr);
}

/// The gradient of the inputs of the lowest layer is left out where those of the parameters are asked for.
template <class Scalar>
void MlpPass<Scalar>::backward(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& d_output,
                               Parameters<Scalar>* d_parameters) {
  for (std::size_t i = layers_.size(); i-- > 0;) {
    Layer& layer = layers_[i];
    auto d_pre_activation = layer.d_pre_activation.leftCols(columns_);
    const bool last = i + 1 == layers_.size();
    const MatrixView<Scalar> d_activations =
        last ? d_output : MatrixView<Scalar>(layers_[i + 1].d_input.topLeftCorner(layer.dense.output_size, columns_));
    activation_backward<Scalar>(layer.activation, layer.pre_activation.leftCols(columns_), activations(i),
                                d_activations, d_pre_activation);
    if (d_parameters != nullptr) {
      layer.dense.template add_parameter_gradient<Scalar>(inputs(i), d_pre_activation, *d_parameters);
      if (i == 0) return;
    }
    layer.dense.template input_gradient<Scalar>(parameters, d_pre_activation, layer.d_input.leftCols(columns_));
  }
}

#define RLRUN_INSTANTIATE(Scalar)                                          \
  template void initialise(const Mlp&, double, Rng&, Parameters<Scalar>&); \
  template class MlpPass<Scalar>
RLRUN_INSTANTIATE(float);
RLRUN_INSTANTIATE(double);
#undef RLRUN_INSTANTIATE

}  // namespace rlrun::nn
