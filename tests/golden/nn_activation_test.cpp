#include <algorithm>
#include <string>

#include "lib/nn/activation.hpp"
#include "tests/golden/golden_data.hpp"

namespace rlrun::nn {
namespace {

Activation activation_named(const std::string& name) {
  const auto names = activation_names();
  const auto* found =
      std::ranges::find(names.data(), names.data() + names.size(), name, [](const auto& entry) { return entry.first; });
  if (found == names.data() + names.size()) throw std::runtime_error("no activation " + name);
  return found->second;
}

TEST(GoldenActivation, ForwardAndBackward) {
  for (const auto& path : golden::files("nn", "act_")) {
    const golden::Json file = golden::read_json(path);
    const Activation kind = activation_named(file.at("op"));
    for (const auto& [name, data] : file.at("cases").items()) {
      SCOPED_TRACE(path.string() + " " + name);
      const Matrix<double> x = golden::columns(data.at("inputs").at("x"));
      const Matrix<double> d_y = golden::columns(data.at("grad_outputs").at("y"));
      Matrix<double> y(x.rows(), x.cols());
      Matrix<double> d_x(x.rows(), x.cols());
      activation_forward<double>(kind, x, y);
      activation_backward<double>(kind, x, y, d_y, d_x);
      EXPECT_TRUE(golden::close(y, golden::columns(data.at("outputs").at("y"))));
      EXPECT_TRUE(golden::close(d_x, golden::columns(data.at("grad_inputs").at("x"))));
    }
  }
}

}  // namespace
}  // namespace rlrun::nn
