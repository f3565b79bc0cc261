#pragma once

#include <string>
#include <vector>

#include "lib/core/types.hpp"
#include "lib/nn/cell.hpp"
#include "lib/nn/dense.hpp"
#include "lib/nn/parameters.hpp"

namespace rlrun::nn {

/// Hidden state of every layer, each (hidden_size x B). For lstm also the cell state of the same shape; else (0 x B).
template <class Scalar>
struct RecurrentState {
  std::vector<Matrix<Scalar>> hidden;
  std::vector<Matrix<Scalar>> cell;
};

/// What a forward pass over T steps of B sequences leaves for the backward pass. Columns are time-major: step t stands
/// in columns [t * B, (t + 1) * B).
template <class Scalar>
struct RecurrentCache {
  struct Layer {
    Matrix<Scalar> input_part;  ///< (G*H x T*B) W_ih x + b_ih of all steps
    Matrix<Scalar> hidden;      ///< (H x (T + 1)*B) the initial state, then the one after each step
    Matrix<Scalar> cell;        ///< the same of the cell state
    Matrix<Scalar> gates;       ///< (cache_blocks*H x T*B) of cell_forward

    [[nodiscard]] auto output(Index sequences) const { return hidden.rightCols(hidden.cols() - sequences); }
  };

  Index batch = 0;  ///< B
  std::vector<Layer> layers;
  Matrix<Scalar> recurrent_part;  ///< (G*H x B) W_hh h + b_hh of the latest step

  /// Hidden states of the last layer after each step, (H x T*B).
  [[nodiscard]] auto output() const { return layers.back().output(batch); }
  [[nodiscard]] RecurrentState<Scalar> final_state() const;
};

/// One layer's two products: of its input and of its hidden state.
struct RecurrentLayer {
  Dense input;
  Dense recurrent;
};

/// A stack of recurrent layers over a sequence; each layer reads the hidden states of the one below.
struct Recurrent {
  CellKind kind = CellKind::rnn;
  Index input_size = 0;
  Index hidden_size = 0;
  std::vector<RecurrentLayer> layers;

  /// Adds `<prefix>weight_ih_l0`, `<prefix>weight_hh_l0`, `<prefix>bias_ih_l0`, `<prefix>bias_hh_l0`, and so on for
  /// l1, l2, ... to the layout. Requires layer_count >= 1.
  static Recurrent declare(ParameterLayout& layout, const std::string& prefix, CellKind kind, Index input_size,
                           Index hidden_size, Index layer_count, bool has_bias);

  template <class Scalar>
  [[nodiscard]] RecurrentState<Scalar> zero_state(Index batch) const;

  /// x: (input_size x T*B), time-major. B is the number of columns of `initial`. Overwrites the whole cache.
  template <class Scalar>
  void forward(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& x, const RecurrentState<Scalar>& initial,
               RecurrentCache<Scalar>& cache) const;

  /// Backward of forward.
  /// d_output:     (hidden_size x T*B) gradient with respect to cache.output()
  /// d_state:      in: with respect to the final state (beside what d_output says of it); out: to the initial state
  /// d_parameters: is added to
  /// d_x:          (input_size x T*B) overwritten, unless it is null
  template <class Scalar>
  void backward(const Parameters<Scalar>& parameters, const MatrixView<Scalar>& x, const RecurrentCache<Scalar>& cache,
                const MatrixView<Scalar>& d_output, RecurrentState<Scalar>& d_state, Parameters<Scalar>& d_parameters,
                MutableMatrixView<Scalar>* d_x) const;
};

}  // namespace rlrun::nn
