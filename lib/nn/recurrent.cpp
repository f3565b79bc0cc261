#include "lib/nn/recurrent.hpp"

#include "lib/nn/product.hpp"

namespace rlrun::nn {
namespace {

RecurrentLayer declare_layer(ParameterLayout& layout, const std::string& prefix, const std::string& suffix,
                             Index input_size, Index hidden_size, Index gate_rows, bool has_bias) {
  RecurrentLayer layer{.input = {.input_size = input_size, .output_size = gate_rows},
                       .recurrent = {.input_size = hidden_size, .output_size = gate_rows}};
  layer.input.weight = layout.add(prefix + "weight_ih" + suffix, gate_rows, input_size);
  layer.recurrent.weight = layout.add(prefix + "weight_hh" + suffix, gate_rows, hidden_size);
  if (has_bias) {
    layer.input.bias = layout.add(prefix + "bias_ih" + suffix, gate_rows, 1);
    layer.recurrent.bias = layout.add(prefix + "bias_hh" + suffix, gate_rows, 1);
  }
  return layer;
}

/// Columns of step `step`.
template <class Columns>
auto at_step(Columns& columns, Index step, Index batch) {
  return columns.middleCols(step * batch, batch);
}

template <class Scalar>
void forward_layer(CellKind kind, const RecurrentLayer& layer, const Parameters<Scalar>& parameters,
                   const MatrixView<Scalar>& x, Index batch, typename RecurrentCache<Scalar>::Layer& cache,
                   Matrix<Scalar>& recurrent_part) {
  cache.input_part.resize(layer.input.output_size, x.cols());
  cache.gates.resize(cache_blocks(kind) * layer.recurrent.input_size, x.cols());
  recurrent_part.resize(layer.recurrent.output_size, batch);
  layer.input.forward<Scalar>(parameters, x, cache.input_part);
  for (Index step = 0; step < x.cols() / batch; ++step) {
    const auto hidden = at_step(cache.hidden, step, batch);
    layer.recurrent.forward<Scalar>(parameters, hidden, recurrent_part);
    cell_forward<Scalar>(kind, at_step(cache.input_part, step, batch), recurrent_part, hidden,
                         at_step(cache.cell, step, batch), at_step(cache.hidden, step + 1, batch),
                         at_step(cache.cell, step + 1, batch), at_step(cache.gates, step, batch));
  }
}

/// Gradients of a layer's two products, (G*H x T*B) each.
template <class Scalar>
struct PartGradients {
  Matrix<Scalar> input;
  Matrix<Scalar> recurrent;
};

/// Backward through the steps of one layer. d_hidden and d_cell: in: with respect to the final state, out: to the
/// initial one.
template <class Scalar>
PartGradients<Scalar> backward_steps(CellKind kind, const Eigen::Map<const Matrix<Scalar>>& recurrent_weight,
                                     const typename RecurrentCache<Scalar>::Layer& cache,
                                     const MatrixView<Scalar>& d_output, Matrix<Scalar>& d_hidden,
                                     Matrix<Scalar>& d_cell) {
  const Index batch = d_hidden.cols();
  PartGradients<Scalar> d_part{cache.input_part, cache.input_part};
  Matrix<Scalar> d_next_hidden(d_hidden.rows(), batch);
  for (Index step = d_output.cols() / batch - 1; step >= 0; --step) {
    // Both the output and the next step read the hidden state.
    d_next_hidden = d_hidden + at_step(d_output, step, batch);
    cell_backward<Scalar>(kind, at_step(cache.hidden, step, batch), at_step(cache.cell, step, batch),
                          at_step(cache.gates, step, batch), d_next_hidden, d_cell, at_step(d_part.input, step, batch),
                          at_step(d_part.recurrent, step, batch), d_hidden);
    // recurrent_part = W_hh h + b_hh
    add_transposed_product<Scalar>(recurrent_weight, at_step(d_part.recurrent, step, batch), d_hidden);
  }
  return d_part;
}

}  // namespace

template <class Scalar>
RecurrentState<Scalar> RecurrentCache<Scalar>::final_state() const {
  RecurrentState<Scalar> state;
  for (const Layer& layer : layers) {
    state.hidden.push_back(layer.hidden.rightCols(batch));
    state.cell.push_back(layer.cell.rightCols(batch));
  }
  return state;
}

Recurrent Recurrent::declare(ParameterLayout& layout, const std::string& prefix, CellKind kind, Index input_size,
                             Index hidden_size, Index layer_count, bool has_bias) {
  Recurrent stack{.kind = kind, .input_size = input_size, .hidden_size = hidden_size, .layers = {}};
  for (Index i = 0; i < layer_count; ++i) {
    stack.layers.push_back(declare_layer(layout, prefix, "_l" + std::to_string(i), i == 0 ? input_size : hidden_size,
                                         hidden_size, gate_count(kind) * hidden_size, has_bias));
  }
  return stack;
}

template <class Scalar>
RecurrentState<Scalar> Recurrent::zero_state(Index batch) const {
  const Index cell_size = kind == CellKind::lstm ? hidden_size : 0;
  return {.hidden = {layers.size(), Matrix<Scalar>::Zero(hidden_size, batch)},
          .cell = {layers.size(), Matrix<Scalar>::Zero(cell_size, batch)}};
}

template <class Scalar>
void Recurrent::forward(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& x,
                        const RecurrentState<Scalar>& initial, RecurrentCache<Scalar>& cache) const {
  cache.batch = initial.hidden.front().cols();
  cache.layers.resize(layers.size());
  for (std::size_t i = 0; i < layers.size(); ++i) {
    auto& layer = cache.layers[i];
    layer.hidden.resize(hidden_size, x.cols() + cache.batch);
    layer.cell.resize(initial.cell[i].rows(), x.cols() + cache.batch);
    layer.hidden.leftCols(cache.batch) = initial.hidden[i];
    layer.cell.leftCols(cache.batch) = initial.cell[i];
    if (i == 0) {
      forward_layer<Scalar>(kind, layers[i], parameters, x, cache.batch, layer, cache.recurrent_part);
    } else {
      forward_layer<Scalar>(kind, layers[i], parameters, cache.layers[i - 1].output(cache.batch), cache.batch, layer,
                            cache.recurrent_part);
    }
  }
}

template <class Scalar>
void Recurrent::backward(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& x,
                         const RecurrentCache<Scalar>& cache, const MatrixView<Scalar>& d_output,
                         RecurrentState<Scalar>& d_state, Parameters<Scalar>& d_parameters,
                         MutableMatrixView<Scalar>* d_x) const {
  Matrix<Scalar> d_layer_output = d_output;
  for (std::size_t i = layers.size(); i-- > 0;) {
    const auto& [input, recurrent] = layers[i];
    const auto& layer = cache.layers[i];
    const PartGradients<Scalar> d_part = backward_steps<Scalar>(kind, parameters[recurrent.weight], layer,
                                                                d_layer_output, d_state.hidden[i], d_state.cell[i]);
    recurrent.add_parameter_gradient<Scalar>(layer.hidden.leftCols(x.cols()), d_part.recurrent, d_parameters);
    if (i == 0) {
      input.backward<Scalar>(parameters, x, d_part.input, d_parameters, d_x);
    } else {
      MutableMatrixView<Scalar> d_below = d_layer_output;
      input.backward<Scalar>(parameters, cache.layers[i - 1].output(cache.batch), d_part.input, d_parameters, &d_below);
    }
  }
}

#define RLRUN_INSTANTIATE(Scalar)                                                                                     \
  template struct RecurrentCache<Scalar>;                                                                             \
  template RecurrentState<Scalar> Recurrent::zero_state<Scalar>(Index) const;                                         \
  template void Recurrent::forward<Scalar>(const Parameters<Scalar>&, const MatrixView<Scalar>&,                      \
                                           const RecurrentState<Scalar>&, RecurrentCache<Scalar>&) const;             \
  template void Recurrent::backward<Scalar>(                                                                          \
      const Parameters<Scalar>&, const MatrixView<Scalar>&, const RecurrentCache<Scalar>&, const MatrixView<Scalar>&, \
      RecurrentState<Scalar>&, Parameters<Scalar>&, MutableMatrixView<Scalar>*) const
RLRUN_INSTANTIATE(float);
RLRUN_INSTANTIATE(double);
#undef RLRUN_INSTANTIATE

}  // namespace rlrun::nn
