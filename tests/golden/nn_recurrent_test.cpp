#include <string>

#include "lib/nn/recurrent.hpp"
#include "tests/golden/golden_data.hpp"

namespace rlrun::nn {
namespace {

/// Tensors by names like h0 or h_n, of shape (layers x B x H), as one (H x B) matrix a layer; `cell_name` stands only
/// in the files of lstm.
RecurrentState<double> state(const golden::Json& tensors, const Recurrent& stack, const std::string& hidden_name,
                             const std::string& cell_name) {
  const Matrix<double> hidden = golden::columns(tensors.at(hidden_name));
  const Index batch = hidden.cols() / static_cast<Index>(stack.layers.size());
  const bool has_cell = stack.kind == CellKind::lstm;
  const Matrix<double> cell = has_cell ? golden::columns(tensors.at(cell_name)) : Matrix<double>(0, hidden.cols());
  RecurrentState<double> result;
  for (Index first = 0; first < hidden.cols(); first += batch) {
    result.hidden.push_back(hidden.middleCols(first, batch));
    result.cell.push_back(cell.middleCols(first, batch));
  }
  return result;
}

void expect_close(const RecurrentState<double>& actual, const RecurrentState<double>& expected) {
  for (std::size_t i = 0; i < expected.hidden.size(); ++i) {
    EXPECT_TRUE(golden::close(actual.hidden.at(i), expected.hidden[i])) << "hidden state of layer " << i;
    EXPECT_TRUE(golden::close(actual.cell.at(i), expected.cell[i])) << "cell state of layer " << i;
  }
}

void compare_stack(CellKind kind, const std::filesystem::path& path) {
  SCOPED_TRACE(path.string());
  const golden::Json file = golden::read_json(path);
  const golden::Json& config = file.at("config");
  const bool batch_first = config.at("batch_first");
  ParameterLayout layout;
  const Recurrent stack = Recurrent::declare(layout, "", kind, config.at("input_size"), config.at("hidden_size"),
                                             config.at("num_layers"), config.at("bias"));
  ASSERT_EQ(layout.tensors().size(), file.at("params").size());
  Parameters<double> parameters(layout);
  Parameters<double> d_expected(layout);
  for (std::size_t id = 0; id < layout.tensors().size(); ++id) {
    const std::string& name = layout.tensors()[id].name;
    parameters[static_cast<Index>(id)] = golden::matrix(file.at("params").at(name));
    d_expected[static_cast<Index>(id)] = golden::matrix(file.at("grad_params").at(name));
  }

  const Matrix<double> x = golden::time_major(file.at("inputs").at("x"), batch_first);
  RecurrentCache<double> cache;
  stack.forward<double>(parameters, x, state(file.at("inputs"), stack, "h0", "c0"), cache);
  EXPECT_TRUE(golden::close(cache.output(), golden::time_major(file.at("outputs").at("y"), batch_first)));
  expect_close(cache.final_state(), state(file.at("outputs"), stack, "h_n", "c_n"));

  const Matrix<double> d_output = golden::time_major(file.at("grad_outputs").at("y"), batch_first);
  RecurrentState<double> d_state = state(file.at("grad_outputs"), stack, "h_n", "c_n");
  Parameters<double> d_parameters(layout);
  Matrix<double> d_x(x.rows(), x.cols());
  MutableMatrixView<double> d_x_view = d_x;
  stack.backward<double>(parameters, x, cache, d_output, d_state, d_parameters, &d_x_view);
  EXPECT_TRUE(golden::close(d_x, golden::time_major(file.at("grad_inputs").at("x"), batch_first)));
  expect_close(d_state, state(file.at("grad_inputs"), stack, "h0", "c0"));
  EXPECT_TRUE(golden::close(d_parameters.flat(), d_expected.flat()));
}

void compare_all(CellKind kind, const std::string& prefix) {
  for (const auto& path : golden::files("nn", prefix)) compare_stack(kind, path);
}

TEST(GoldenRecurrent, Rnn) { compare_all(CellKind::rnn, "rnn_tanh_"); }
TEST(GoldenRecurrent, Gru) { compare_all(CellKind::gru, "gru_"); }
TEST(GoldenRecurrent, Lstm) { compare_all(CellKind::lstm, "lstm_"); }

}  // namespace
}  // namespace rlrun::nn
