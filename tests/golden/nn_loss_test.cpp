#include <string>

#include "lib/nn/loss.hpp"
#include "tests/golden/golden_data.hpp"

namespace rlrun::nn {
namespace {

void compare_loss(Loss kind, const std::string& prefix) {
  for (const auto& path : golden::files("nn", prefix)) {
    const golden::Json file = golden::read_json(path);
    ASSERT_EQ(file.at("config").at("reduction"), "mean");
    for (const auto& [name, data] : file.at("cases").items()) {
      SCOPED_TRACE(path.string() + " " + name);
      const Matrix<double> prediction = golden::matrix(data.at("inputs").at("pred"));
      const Matrix<double> target = golden::matrix(data.at("inputs").at("target"));
      const double expected = data.at("outputs").at("loss");
      Matrix<double> d_prediction(prediction.rows(), prediction.cols());
      loss_gradient<double>(kind, prediction, target, 1.0 / static_cast<double>(prediction.size()), d_prediction);
      EXPECT_NEAR(loss_mean<double>(kind, prediction, target), expected, 1e-11 * std::max(1.0, expected));
      EXPECT_TRUE(golden::close(d_prediction, golden::matrix(data.at("grad_inputs").at("pred"))));
    }
  }
}

TEST(GoldenLoss, MeanSquaredError) { compare_loss(Loss::mse, "loss_mse"); }
TEST(GoldenLoss, BinaryCrossEntropy) { compare_loss(Loss::bce, "loss_bce"); }

}  // namespace
}  // namespace rlrun::nn
