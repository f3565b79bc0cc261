#include "lib/nn/dense.hpp"
#include "tests/golden/golden_data.hpp"

namespace rlrun::nn {
namespace {

TEST(GoldenLinear, ForwardAndBackward) {
  for (const auto& path : golden::files("nn", "linear_")) {
    SCOPED_TRACE(path.string());
    const golden::Json file = golden::read_json(path);
    const bool has_bias = file.at("config").at("bias");
    const Matrix<double> x = golden::columns(file.at("inputs").at("x"));
    const Matrix<double> d_y = golden::columns(file.at("grad_outputs").at("y"));

    ParameterLayout layout;
    const Dense dense = Dense::declare(layout, "", file.at("config").at("in"), file.at("config").at("out"), has_bias);
    Parameters<double> parameters(layout);
    parameters[dense.weight] = golden::matrix(file.at("params").at("weight"));
    if (has_bias) parameters[dense.bias] = golden::matrix(file.at("params").at("bias"));

    Matrix<double> y(dense.output_size, x.cols());
    Matrix<double> d_x(x.rows(), x.cols());
    MutableMatrixView<double> d_x_view = d_x;
    Parameters<double> d_parameters(layout);
    dense.forward<double>(parameters, x, y);
    dense.backward<double>(parameters, x, d_y, d_parameters, &d_x_view);

    EXPECT_TRUE(golden::close(y, golden::columns(file.at("outputs").at("y"))));
    EXPECT_TRUE(golden::close(d_x, golden::columns(file.at("grad_inputs").at("x"))));
    for (const TensorShape& tensor : layout.tensors()) {
      SCOPED_TRACE(tensor.name);
      const Index id = &tensor - layout.tensors().data();
      EXPECT_TRUE(golden::close(d_parameters[id], golden::matrix(file.at("grad_params").at(tensor.name))));
    }
  }
}

}  // namespace
}  // namespace rlrun::nn
