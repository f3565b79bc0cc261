#include "tests/golden/map_propagation_data.hpp"

#include <stdexcept>

namespace rlrun::golden::map_propagation {

Matrix<double> batch(const Json& rows) {
  const auto count = static_cast<Index>(rows.size());
  const bool nested = count > 0 && rows.at(0).is_array();
  const Index size = nested ? static_cast<Index>(rows.at(0).size()) : 1;
  Matrix<double> result(size, count);
  for (Index column = 0; column < count; ++column) {
    const Json& row = rows.at(static_cast<std::size_t>(column));
    for (Index i = 0; i < size; ++i) result(i, column) = (nested ? row.at(static_cast<std::size_t>(i)) : row);
  }
  return result;
}

std::vector<Matrix<double>> layers(const Json& list) {
  std::vector<Matrix<double>> result;
  for (const Json& layer : list) result.push_back(batch(layer));
  return result;
}

StochasticNetwork network(const Json& net) {
  const auto sizes = net.at("sizes").get<std::vector<Index>>();
  if (net.at("hidden_activation") != "softplus") throw std::runtime_error("unknown hidden units");
  const bool is_softmax = net.at("output") == "softmax";
  return StochasticNetwork({.input_size = sizes.front(),
                            .hidden_sizes = {sizes.begin() + 1, sizes.end() - 1},
                            .output_size = sizes.back(),
                            .output_unit = is_softmax ? OutputUnit::softmax : OutputUnit::gaussian,
                            .variances = net.at("variance").get<std::vector<double>>(),
                            .temperature = is_softmax ? net.at("temperature").get<double>() : 1.0});
}

nn::Parameters<double> parameters(const StochasticNetwork& network, const Json& weights) {
  nn::Parameters<double> result(network.layout());
  for (std::size_t layer = 0; layer < network.layers(); ++layer) {
    result[network.dense(layer).weight] = batch(weights.at("W").at(layer));
    result[network.dense(layer).bias] = batch(weights.at("b").at(layer)).transpose();
  }
  return result;
}

Team<double> team(const Json& net, const Json& weights, LearningRates rates, const std::string& optimiser) {
  const bool adam = optimiser.starts_with("adam");
  if (!adam && optimiser != "plain") throw std::runtime_error("unknown optimiser " + optimiser);
  const StochasticNetwork structure = network(net);
  const Index columns = net.at("batch");
  Team<double> result("team", structure,
                      {.settling = {.steps = 20, .step_size = net.at("update_adj")},
                       .learning_rates = std::move(rates),
                       .optimiser = {.kind = adam ? nn::OptimiserKind::adam : nn::OptimiserKind::sgd,
                                     .epsilon = 1e-9,
                                     .bias_correction_steps = 1000}},
                      RngKey(1), columns, columns);
  result.set_parameters(parameters(structure, weights));
  return result;
}

std::vector<Matrix<double>> with_input(const Json& input, const Json& sampled) {
  std::vector<Matrix<double>> values = layers(sampled);
  values.insert(values.begin(), batch(input));
  return values;
}

CriticFactor factor(const std::string& gate) {
  if (gate == "none") return CriticFactor::none;
  if (gate == "product") return CriticFactor::product;
  if (gate == "reciprocal") return CriticFactor::reciprocal;
  throw std::runtime_error("unknown gate " + gate);
}

std::vector<double> factors(const Team<double>& team, CriticFactor kind) {
  const Activity<double>& activity = team.activity();
  std::vector<double> result;
  for (Index column = 0; column < activity.values.back().cols(); ++column) {
    result.push_back(critic_factor({.kind = kind, .guard = 0.0}, activity.values.back()(0, column),
                                   activity.means.back()(0, column), 1.0));
  }
  return result;
}

testing::AssertionResult close_to_largest(const MatrixView<double>& actual, const MatrixView<double>& expected,
                                          double tolerance) {
  if (actual.rows() != expected.rows() || actual.cols() != expected.cols()) {
    return testing::AssertionFailure() << "sizes differ";
  }
  const double largest = expected.cwiseAbs().maxCoeff();
  const double error = (actual - expected).cwiseAbs().maxCoeff();
  if (error <= tolerance * largest) return testing::AssertionSuccess();
  return testing::AssertionFailure() << "error " << error << ", largest entry " << largest;
}

void expect_parameters(const nn::Parameters<double>& actual, const StochasticNetwork& network, const Json& expected,
                       double tolerance) {
  const nn::Parameters<double> wanted = parameters(network, expected);
  for (std::size_t i = 0; i < wanted.tensors().size(); ++i) {
    const auto id = static_cast<Index>(i);
    EXPECT_TRUE(close_to_largest(actual[id], wanted[id], tolerance)) << wanted.tensors()[i].name;
  }
}

}  // namespace rlrun::golden::map_propagation
