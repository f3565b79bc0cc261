#include "lib/nn/cell.hpp"

#include <gtest/gtest.h>

#include <string>

#include "lib/nn/gradient_check.hpp"
#include "tests/unit/nn/random_matrix.hpp"

namespace rlrun::nn {
namespace {

/// One step with all of its inputs, outputs and gradients.
struct Step {
  Step(CellKind cell_kind, Index size, Index batch, Rng& rng)
      : kind(cell_kind),
        input_part(random_matrix(gate_count(kind) * size, batch, rng)),
        recurrent_part(random_matrix(gate_count(kind) * size, batch, rng)),
        hidden(random_matrix(size, batch, rng)),
        cell(random_matrix(kind == CellKind::lstm ? size : 0, batch, rng)),
        d_next_hidden(random_matrix(size, batch, rng)),
        d_next_cell(random_matrix(cell.rows(), batch, rng)),
        next_hidden(size, batch),
        next_cell(cell.rows(), batch),
        cache(cache_blocks(kind) * size, batch) {}

  /// <d_next_hidden, next_hidden> + <d_next_cell, next_cell>: its gradients are those that backward gives.
  double value() {
    cell_forward<double>(kind, input_part, recurrent_part, hidden, cell, next_hidden, next_cell, cache);
    return d_next_hidden.cwiseProduct(next_hidden).sum() + d_next_cell.cwiseProduct(next_cell).sum();
  }

  CellKind kind;
  Matrix<double> input_part, recurrent_part, hidden, cell;
  Matrix<double> d_next_hidden, d_next_cell;
  Matrix<double> next_hidden, next_cell, cache;
};

void expect_gradient(Step& step, Matrix<double>& point, const Matrix<double>& gradient, const std::string& name) {
  const GradientCheck check = check_gradient([&step] { return step.value(); }, point, gradient);
  EXPECT_LT(check.largest_error, 1e-6) << name << ": " << check.worst;
}

void check_cell(CellKind kind) {
  Rng rng(RngKey(1));
  for (const Index size : {1, 3, 9}) {
    for (const Index batch : {1, 4}) {
      SCOPED_TRACE("hidden size " + std::to_string(size) + ", batch " + std::to_string(batch));
      Step step(kind, size, batch, rng);
      step.value();
      Matrix<double> d_cell = step.d_next_cell;
      Matrix<double> d_input_part(step.input_part.rows(), batch);
      Matrix<double> d_recurrent_part(step.input_part.rows(), batch);
      Matrix<double> d_hidden(size, batch);
      cell_backward<double>(kind, step.hidden, step.cell, step.cache, step.d_next_hidden, d_cell, d_input_part,
                            d_recurrent_part, d_hidden);
      expect_gradient(step, step.input_part, d_input_part, "input_part");
      expect_gradient(step, step.recurrent_part, d_recurrent_part, "recurrent_part");
      expect_gradient(step, step.hidden, d_hidden, "hidden");
      expect_gradient(step, step.cell, d_cell, "cell");
    }
  }
}

TEST(Cell, RnnGradients) { check_cell(CellKind::rnn); }
TEST(Cell, GruGradients) { check_cell(CellKind::gru); }
TEST(Cell, LstmGradients) { check_cell(CellKind::lstm); }

TEST(Cell, GruWithoutMemoryIsTheNewGateWeightedByTheUpdateGate) {
  Rng rng(RngKey(2));
  Step step(CellKind::gru, 5, 3, rng);
  step.hidden.setZero();
  step.recurrent_part.setZero();
  step.value();
  const auto z = 1.0 / (1.0 + (-step.input_part.middleRows(5, 5).array()).exp());
  const auto n = step.input_part.bottomRows(5).array().tanh();
  EXPECT_TRUE(step.next_hidden.isApprox(((1.0 - z) * n).matrix(), 1e-12));
}

TEST(Cell, FloatAgreesWithDouble) {
  Rng rng(RngKey(3));
  for (const CellKind kind : {CellKind::rnn, CellKind::gru, CellKind::lstm}) {
    Step step(kind, 37, 3, rng);
    step.value();
    Matrix<float> next_hidden(37, 3);
    Matrix<float> next_cell(step.cell.rows(), 3);
    Matrix<float> cache(step.cache.rows(), 3);
    cell_forward<float>(kind, step.input_part.cast<float>(), step.recurrent_part.cast<float>(),
                        step.hidden.cast<float>(), step.cell.cast<float>(), next_hidden, next_cell, cache);
    EXPECT_LT((next_hidden.cast<double>() - step.next_hidden).cwiseAbs().maxCoeff(), 1e-5);
    EXPECT_LT((cache.cast<double>() - step.cache).cwiseAbs().maxCoeff(), 1e-5);
  }
}

TEST(Cell, WritesOnlyTheColumnsThatItIsGiven) {
  Rng rng(RngKey(4));
  for (const CellKind kind : {CellKind::rnn, CellKind::gru, CellKind::lstm}) {
    Step step(kind, 6, 2, rng);
    step.value();
    Matrix<double> sequence = Matrix<double>::Constant(6, 6, 7.0);
    Matrix<double> cells = Matrix<double>::Constant(step.cell.rows(), 6, 7.0);
    Matrix<double> caches = Matrix<double>::Constant(step.cache.rows(), 6, 7.0);
    cell_forward<double>(kind, step.input_part, step.recurrent_part, step.hidden, step.cell, sequence.middleCols(2, 2),
                         cells.middleCols(2, 2), caches.middleCols(2, 2));
    EXPECT_EQ(sequence.middleCols(2, 2), step.next_hidden);
    EXPECT_EQ(cells.middleCols(2, 2), step.next_cell);
    EXPECT_EQ(caches.middleCols(2, 2), step.cache);
    for (const Matrix<double>* written : {&sequence, &cells, &caches}) {
      EXPECT_TRUE((written->leftCols(2).array() == 7.0).all());
      EXPECT_TRUE((written->rightCols(2).array() == 7.0).all());
    }
  }
}

}  // namespace
}  // namespace rlrun::nn
