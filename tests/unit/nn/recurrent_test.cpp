#include "lib/nn/recurrent.hpp"

#include <gtest/gtest.h>

#include <string>

#include "lib/nn/gradient_check.hpp"
#include "tests/unit/nn/random_matrix.hpp"

namespace rlrun::nn {
namespace {

struct Shape {
  Index layers, steps, batch;
};

/// A stack with random weights, inputs and upstream gradients.
struct Problem {
  Problem(CellKind kind, const Shape& shape, bool has_bias, Rng& rng)
      : stack(Recurrent::declare(layout, "", kind, 3, 4, shape.layers, has_bias)),
        parameters(layout),
        x(random_matrix(3, shape.steps * shape.batch, rng)),
        initial(random_state(shape.batch, rng)),
        d_output(random_matrix(4, x.cols(), rng)),
        d_final(random_state(shape.batch, rng)) {
    parameters.flat() = 0.5 * random_matrix(layout.size(), 1, rng);
  }

  RecurrentState<double> random_state(Index batch, Rng& rng) const {
    RecurrentState<double> state = stack.zero_state<double>(batch);
    for (auto& hidden : state.hidden) hidden = random_matrix(hidden.rows(), batch, rng);
    for (auto& cell : state.cell) cell = random_matrix(cell.rows(), batch, rng);
    return state;
  }

  /// The upstream gradients times the outputs, summed.
  double value() {
    stack.forward<double>(parameters, x, initial, cache);
    const RecurrentState<double> final_state = cache.final_state();
    double sum = d_output.cwiseProduct(cache.output()).sum();
    for (std::size_t i = 0; i < d_final.hidden.size(); ++i) {
      sum += d_final.hidden[i].cwiseProduct(final_state.hidden[i]).sum();
      sum += d_final.cell[i].cwiseProduct(final_state.cell[i]).sum();
    }
    return sum;
  }

  ParameterLayout layout;
  Recurrent stack;
  Parameters<double> parameters;
  Matrix<double> x;
  RecurrentState<double> initial;
  Matrix<double> d_output;
  RecurrentState<double> d_final;
  RecurrentCache<double> cache;
};

void expect_gradient(Problem& problem, MutableMatrixView<double> point, const MatrixView<double>& gradient,
                     const std::string& name) {
  const GradientCheck check = check_gradient([&problem] { return problem.value(); }, point, gradient);
  EXPECT_LT(check.largest_error, 1e-6) << name << ": " << check.worst;
}

void check_stack(Problem& problem) {
  problem.value();
  RecurrentState<double> d_state = problem.d_final;
  Parameters<double> d_parameters(problem.layout);
  Matrix<double> d_x(problem.x.rows(), problem.x.cols());
  MutableMatrixView<double> d_x_view = d_x;
  problem.stack.backward<double>(problem.parameters, problem.x, problem.cache, problem.d_output, d_state, d_parameters,
                                 &d_x_view);
  expect_gradient(problem, problem.parameters.flat(), d_parameters.flat(), "parameters");
  expect_gradient(problem, problem.x, d_x, "x");
  for (std::size_t i = 0; i < d_state.hidden.size(); ++i) {
    expect_gradient(problem, problem.initial.hidden[i], d_state.hidden[i], "initial hidden " + std::to_string(i));
    expect_gradient(problem, problem.initial.cell[i], d_state.cell[i], "initial cell " + std::to_string(i));
  }
}

void check_kind(CellKind kind) {
  Rng rng(RngKey(1));
  for (const Shape& shape : {Shape{1, 1, 1}, Shape{1, 4, 1}, Shape{1, 3, 2}, Shape{2, 3, 3}, Shape{3, 2, 2}}) {
    for (const bool has_bias : {false, true}) {
      SCOPED_TRACE(std::to_string(shape.layers) + " layers, " + std::to_string(shape.steps) + " steps, batch " +
                   std::to_string(shape.batch) + (has_bias ? ", bias" : ""));
      Problem problem(kind, shape, has_bias, rng);
      check_stack(problem);
    }
  }
}

TEST(Recurrent, RnnGradients) { check_kind(CellKind::rnn); }
TEST(Recurrent, GruGradients) { check_kind(CellKind::gru); }
TEST(Recurrent, LstmGradients) { check_kind(CellKind::lstm); }

TEST(Recurrent, ASequenceInTwoPartsGivesTheSame) {
  Rng rng(RngKey(2));
  for (const CellKind kind : {CellKind::rnn, CellKind::gru, CellKind::lstm}) {
    Problem problem(kind, {2, 5, 2}, true, rng);
    problem.value();
    RecurrentCache<double> first;
    RecurrentCache<double> second;
    problem.stack.forward<double>(problem.parameters, problem.x.leftCols(4), problem.initial, first);
    problem.stack.forward<double>(problem.parameters, problem.x.rightCols(6), first.final_state(), second);
    EXPECT_TRUE(first.output().isApprox(problem.cache.output().leftCols(4), 1e-12));
    EXPECT_TRUE(second.output().isApprox(problem.cache.output().rightCols(6), 1e-12));
  }
}

TEST(Recurrent, TheSequencesOfABatchDoNotMix) {
  Rng rng(RngKey(3));
  Problem problem(CellKind::gru, {2, 3, 2}, true, rng);
  problem.value();
  const Matrix<double> before = problem.cache.output();
  for (Index step = 0; step < 3; ++step) problem.x.col(2 * step).array() += 1.0;
  problem.value();
  for (Index step = 0; step < 3; ++step) {
    EXPECT_GT((problem.cache.output().col(2 * step) - before.col(2 * step)).norm(), 1e-3);
    EXPECT_TRUE(problem.cache.output().col(2 * step + 1).isApprox(before.col(2 * step + 1), 1e-14));
  }
}

TEST(Recurrent, TensorsHavePyTorchsNamesAndShapes) {
  ParameterLayout layout;
  Recurrent::declare(layout, "net.", CellKind::lstm, 5, 3, 2, true);
  ASSERT_EQ(layout.tensors().size(), 8U);
  EXPECT_EQ(layout.tensors()[0].name, "net.weight_ih_l0");
  EXPECT_EQ(layout.tensors()[0].rows, 12);
  EXPECT_EQ(layout.tensors()[0].cols, 5);
  EXPECT_EQ(layout.tensors()[7].name, "net.bias_hh_l1");
  EXPECT_EQ(layout.tensors()[7].rows, 12);
}

}  // namespace
}  // namespace rlrun::nn
