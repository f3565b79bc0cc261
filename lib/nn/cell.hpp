#pragma once

#include "lib/core/types.hpp"

namespace rlrun::nn {

enum class CellKind { rnn, gru, lstm };

/// Gate blocks in a cell's weights: rnn 1; gru 3 (reset r, update z, new n); lstm 4 (input i, forget f, cell g, output
/// o).
Index gate_count(CellKind kind);
/// Rows of the cache that one forward step leaves, in units of the hidden size.
Index cache_blocks(CellKind kind);

/// The pointwise part of one recurrent step, between the matrix products, for B columns (H = hidden size, G = gates).
/// Conventions are PyTorch's, formulas in the .cpp beside each function.
///
/// input_part:     (G*H x B) W_ih x + b_ih
/// recurrent_part: (G*H x B) W_hh h + b_hh
/// hidden, cell:   (H x B) before the step; `cell` is read by lstm only and may be empty otherwise
/// next_hidden, next_cell: (H x B) after the step
/// cache:          (cache_blocks*H x B) what the backward step needs
template <class Scalar>
void cell_forward(CellKind kind, const MatrixView<Scalar>& input_part, const MatrixView<Scalar>& recurrent_part,
                  const MatrixView<Scalar>& hidden, const MatrixView<Scalar>& cell,
                  MutableMatrixView<Scalar> next_hidden, MutableMatrixView<Scalar> next_cell,
                  MutableMatrixView<Scalar> cache);

/// Backward of cell_forward.
/// d_next_hidden:    (H x B) gradient with respect to next_hidden
/// d_cell:           (H x B) in: with respect to next_cell; out: with respect to cell (lstm only)
/// d_input_part, d_recurrent_part: (G*H x B) overwritten
/// d_hidden:         (H x B) overwritten with the part that does not pass through recurrent_part
template <class Scalar>
void cell_backward(CellKind kind, const MatrixView<Scalar>& hidden, const MatrixView<Scalar>& cell,
                   const MatrixView<Scalar>& cache, const MatrixView<Scalar>& d_next_hidden,
                   MutableMatrixView<Scalar> d_cell, MutableMatrixView<Scalar> d_input_part,
                   MutableMatrixView<Scalar> d_recurrent_part, MutableMatrixView<Scalar> d_hidden);

}  // namespace rlrun::nn
