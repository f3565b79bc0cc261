#include "lib/nn/cell.hpp"

namespace rlrun::nn {
namespace {

/// Rows of gate (or cache block) number `index`, as an array expression.
template <class View>
auto block(View& matrix, Index index, Index hidden_size) {
  return matrix.middleRows(index * hidden_size, hidden_size).array();
}

/// h' = tanh(a), a = W_ih x + b_ih + W_hh h + b_hh. Cache: h'.
template <class Scalar>
void rnn_forward(const MatrixView<Scalar>& input_part, const MatrixView<Scalar>& recurrent_part,
                 MutableMatrixView<Scalar>& next_hidden, MutableMatrixView<Scalar>& cache) {
  cache.array() = (input_part.array() + recurrent_part.array()).tanh();
  next_hidden = cache;
}

template <class Scalar>
void rnn_backward(const MatrixView<Scalar>& cache, const MatrixView<Scalar>& d_next_hidden,
                  MutableMatrixView<Scalar>& d_input_part, MutableMatrixView<Scalar>& d_recurrent_part,
                  MutableMatrixView<Scalar>& d_hidden) {
  // h' = tanh(a)
  d_input_part.array() = d_next_hidden.array() * (Scalar(1) - cache.array().square());
  // a = input_part + recurrent_part
  d_recurrent_part = d_input_part;
  d_hidden.setZero();
}

/// r = sigmoid(W_ir x + b_ir + W_hr h + b_hr), z likewise, q = W_hn h + b_hn,
/// n = tanh(W_in x + b_in + r * q), h' = (1 - z) * n + z * h. Cache: r, z, n, q.
template <class Scalar>
void gru_forward(const MatrixView<Scalar>& input_part, const MatrixView<Scalar>& recurrent_part,
                 const MatrixView<Scalar>& hidden, MutableMatrixView<Scalar>& next_hidden,
                 MutableMatrixView<Scalar>& cache) {
  const Index size = hidden.rows();
  auto r = block(cache, 0, size);
  auto z = block(cache, 1, size);
  auto n = block(cache, 2, size);
  auto q = block(cache, 3, size);
  cache.topRows(2 * size).array() =
      (input_part.topRows(2 * size) + recurrent_part.topRows(2 * size)).array().logistic();
  q = block(recurrent_part, 2, size);
  n = (block(input_part, 2, size) + r * q).tanh();
  next_hidden.array() = n + z * (hidden.array() - n);
}

template <class Scalar>
void gru_backward(const MatrixView<Scalar>& hidden, const MatrixView<Scalar>& cache,
                  const MatrixView<Scalar>& d_next_hidden, MutableMatrixView<Scalar>& d_input_part,
                  MutableMatrixView<Scalar>& d_recurrent_part, MutableMatrixView<Scalar>& d_hidden) {
  const Index size = hidden.rows();
  const auto r = block(cache, 0, size);
  const auto z = block(cache, 1, size);
  const auto n = block(cache, 2, size);
  const auto q = block(cache, 3, size);
  const auto d_next = d_next_hidden.array();
  auto d_r = block(d_input_part, 0, size);
  auto d_z = block(d_input_part, 1, size);
  auto d_n = block(d_input_part, 2, size);
  // h' = (1 - z) * n + z * h; n = tanh(input_n + r * q)
  d_n = d_next * (Scalar(1) - z) * (Scalar(1) - n.square());
  // h' = (1 - z) * n + z * h; z = sigmoid(input_z + recurrent_z)
  d_z = d_next * (hidden.array() - n) * z * (Scalar(1) - z);
  // n = tanh(input_n + r * q); r = sigmoid(input_r + recurrent_r)
  d_r = d_n * q * r * (Scalar(1) - r);
  d_recurrent_part.topRows(2 * size) = d_input_part.topRows(2 * size);
  block(d_recurrent_part, 2, size) = d_n * r;
  // h' = (1 - z) * n + z * h
  d_hidden.array() = d_next * z;
}

/// i, f, o = sigmoid(W_ii x + b_ii + W_hi h + b_hi) and so on, g = tanh(W_ig x + b_ig + W_hg h + b_hg),
/// c' = f * c + i * g, h' = o * tanh(c'). Cache: i, f, g, o, tanh(c').
template <class Scalar>
void lstm_forward(const MatrixView<Scalar>& input_part, const MatrixView<Scalar>& recurrent_part,
                  const MatrixView<Scalar>& cell, MutableMatrixView<Scalar>& next_hidden,
                  MutableMatrixView<Scalar>& next_cell, MutableMatrixView<Scalar>& cache) {
  const Index size = cell.rows();
  auto i = block(cache, 0, size);
  auto f = block(cache, 1, size);
  auto g = block(cache, 2, size);
  auto o = block(cache, 3, size);
  auto tanh_cell = block(cache, 4, size);
  cache.topRows(2 * size).array() =
      (input_part.topRows(2 * size) + recurrent_part.topRows(2 * size)).array().logistic();
  g = (block(input_part, 2, size) + block(recurrent_part, 2, size)).tanh();
  o = (block(input_part, 3, size) + block(recurrent_part, 3, size)).logistic();
  next_cell.array() = f * cell.array() + i * g;
  tanh_cell = next_cell.array().tanh();
  next_hidden.array() = o * tanh_cell;
}

template <class Scalar>
void lstm_backward(const MatrixView<Scalar>& cell, const MatrixView<Scalar>& cache,
                   const MatrixView<Scalar>& d_next_hidden, MutableMatrixView<Scalar>& d_cell,
                   MutableMatrixView<Scalar>& d_input_part, MutableMatrixView<Scalar>& d_recurrent_part,
                   MutableMatrixView<Scalar>& d_hidden) {
  const Index size = cell.rows();
  const auto i = block(cache, 0, size);
  const auto f = block(cache, 1, size);
  const auto g = block(cache, 2, size);
  const auto o = block(cache, 3, size);
  const auto tanh_cell = block(cache, 4, size);
  const auto d_next = d_next_hidden.array();
  auto d_c = d_cell.array();
  // h' = o * tanh(c')
  d_c += d_next * o * (Scalar(1) - tanh_cell.square());
  // h' = o * tanh(c'); o = sigmoid(input_o + recurrent_o)
  block(d_input_part, 3, size) = d_next * tanh_cell * o * (Scalar(1) - o);
  // c' = f * c + i * g; i, f = sigmoid(input + recurrent), g = tanh(input_g + recurrent_g)
  block(d_input_part, 0, size) = d_c * g * i * (Scalar(1) - i);
  block(d_input_part, 1, size) = d_c * cell.array() * f * (Scalar(1) - f);
  block(d_input_part, 2, size) = d_c * i * (Scalar(1) - g.square());
  d_recurrent_part = d_input_part;
  // c' = f * c + i * g
  d_c *= f;
  d_hidden.setZero();
}

}  // namespace

Index gate_count(CellKind kind) {
  switch (kind) {
    case CellKind::rnn:
      return 1;
    case CellKind::gru:
      return 3;
    case CellKind::lstm:
      return 4;
  }
  return 0;
}

Index cache_blocks(CellKind kind) {
  switch (kind) {
    case CellKind::rnn:
      return 1;
    case CellKind::gru:
      return 4;
    case CellKind::lstm:
      return 5;
  }
  return 0;
}

template <class Scalar>
void cell_forward(CellKind kind, const MatrixView<Scalar>& input_part, const MatrixView<Scalar>& recurrent_part,
                  const MatrixView<Scalar>& hidden, const MatrixView<Scalar>& cell,
                  MutableMatrixView<Scalar> next_hidden, MutableMatrixView<Scalar> next_cell,
                  MutableMatrixView<Scalar> cache) {
  switch (kind) {
    case CellKind::rnn:
      return rnn_forward<Scalar>(input_part, recurrent_part, next_hidden, cache);
    case CellKind::gru:
      return gru_forward<Scalar>(input_part, recurrent_part, hidden, next_hidden, cache);
    case CellKind::lstm:
      return lstm_forward<Scalar>(input_part, recurrent_part, cell, next_hidden, next_cell, cache);
  }
}

template <class Scalar>
void cell_backward(CellKind kind, const MatrixView<Scalar>& hidden, const MatrixView<Scalar>& cell,
                   const MatrixView<Scalar>& cache, const MatrixView<Scalar>& d_next_hidden,
                   MutableMatrixView<Scalar> d_cell, MutableMatrixView<Scalar> d_input_part,
                   MutableMatrixView<Scalar> d_recurrent_part, MutableMatrixView<Scalar> d_hidden) {
  switch (kind) {
    case CellKind::rnn:
      return rnn_backward<Scalar>(cache, d_next_hidden, d_input_part, d_recurrent_part, d_hidden);
    case CellKind::gru:
      return gru_backward<Scalar>(hidden, cache, d_next_hidden, d_input_part, d_recurrent_part, d_hidden);
    case CellKind::lstm:
      return lstm_backward<Scalar>(cell, cache, d_next_hidden, d_cell, d_input_part, d_recurrent_part, d_hidden);
  }
}

#define RLRUN_INSTANTIATE(Scalar)                                                                                      \
  template void cell_forward<Scalar>(CellKind, const MatrixView<Scalar>&, const MatrixView<Scalar>&,                   \
                                     const MatrixView<Scalar>&, const MatrixView<Scalar>&, MutableMatrixView<Scalar>,  \
                                     MutableMatrixView<Scalar>, MutableMatrixView<Scalar>);                            \
  template void cell_backward<Scalar>(CellKind, const MatrixView<Scalar>&, const MatrixView<Scalar>&,                  \
                                      const MatrixView<Scalar>&, const MatrixView<Scalar>&, MutableMatrixView<Scalar>, \
                                      MutableMatrixView<Scalar>, MutableMatrixView<Scalar>, MutableMatrixView<Scalar>)
RLRUN_INSTANTIATE(float);
RLRUN_INSTANTIATE(double);
#undef RLRUN_INSTANTIATE

}  // namespace rlrun::nn
