#include "lib/learners/map_propagation/backpropagation.hpp"
#include "tests/golden/map_propagation_data.hpp"

namespace rlrun::golden::map_propagation {
namespace {

constexpr double tolerance = 1e-10;
constexpr double reciprocal_tolerance = 1e-8;

struct Sample {
  StochasticNetwork network;
  nn::Parameters<double> parameters;
  Activity<double> activity;
  Columns columns;
};

Sample read_sample(const Json& file) {
  Team<double> team = map_propagation::team(file.at("net"), file.at("weights"), {}, "plain");
  team.set_values(with_input(file.at("input"), file.at("sampled_values")),
                  {.first = 0, .count = file.at("net").at("batch")});
  return {.network = team.network(),
          .parameters = team.parameters(),
          .activity = team.activity(),
          .columns = {.first = 0, .count = file.at("net").at("batch")}};
}

Sample settled(Sample sample, double step_size, int steps) {
  Rng rng;
  Feedback<double> feedback(sample.network, {}, RngKey(1));
  feedback.follow(sample.network, sample.parameters);
  const auto failure =
      settle<double>(sample.network, sample.parameters, feedback, {.steps = steps, .step_size = step_size}, true,
                     sample.columns, rng, sample.activity);
  EXPECT_FALSE(failure.has_value());
  return sample;
}

void expect_values(const Sample& sample, const Json& state) {
  const std::vector<Matrix<double>> values = layers(state.at("hidden_values"));
  for (std::size_t i = 0; i < values.size(); ++i) {
    EXPECT_TRUE(close_to_largest(sample.activity.values[i + 1], values[i], tolerance)) << "values " << i;
  }
  const std::vector<Matrix<double>> means = layers(state.at("means"));
  for (std::size_t i = 0; i < means.size(); ++i) {
    EXPECT_TRUE(close_to_largest(sample.activity.means[i], means[i], tolerance)) << "means " << i;
  }
  const Matrix<double> expected = batch(state.at("logp_unnormalised"));
  Matrix<double> log_probability(1, expected.cols());
  for (Index column = 0; column < expected.cols(); ++column) {
    log_probability(0, column) = sample.network.log_probability(sample.activity, column);
  }
  EXPECT_TRUE(close_to_largest(log_probability, expected, tolerance));
}

/// trace: {"w": [layer][sample][input][output], "b": [layer][sample][output]}
void expect_trace(const Sample& sample, std::span<const double> factors, const Json& trace, double tolerance_here) {
  for (std::size_t layer = 0; layer < sample.network.layers(); ++layer) {
    const Matrix<double> biases = batch(trace.at("b").at(layer));
    for (Index column = 0; column < sample.columns.count; ++column) {
      const auto i = static_cast<std::size_t>(column);
      const Vector<double> error = factors[i] * sample.activity.errors[layer].col(column);
      EXPECT_TRUE(close_to_largest(error * sample.activity.values[layer].col(column).transpose(),
                                   batch(trace.at("w").at(layer).at(i)), tolerance_here))
          << "weights of layer " << layer << ", sample " << i;
      EXPECT_TRUE(close_to_largest(error, biases.col(column), tolerance_here))
          << "biases of layer " << layer << ", sample " << i;
    }
  }
}

std::vector<double> factors_of(const Sample& sample, CriticFactor kind) {
  std::vector<double> result;
  for (Index column = 0; column < sample.columns.count; ++column) {
    result.push_back(critic_factor({.kind = kind, .guard = 0.0}, sample.activity.values.back()(0, column),
                                   sample.activity.means.back()(0, column), 1.0));
  }
  return result;
}

struct SettlingFile {
  explicit SettlingFile(const std::filesystem::path& path)
      : json(read_json(path)), sample(read_sample(json)), step_size(json.at("net").at("update_adj")) {}

  [[nodiscard]] Sample settled(int steps) const { return map_propagation::settled(sample, step_size, steps); }

  Json json;
  Sample sample;
  double step_size;
};

template <class Check>
void for_each_file(Check check) {
  for (const auto& path : files("map_propagation", "settle_")) {
    SCOPED_TRACE(path.string());
    check(SettlingFile(path));
  }
}

TEST(GoldenSettling, EveryStep) {
  for_each_file([](const SettlingFile& file) {
    for (const Json& state : file.json.at("settle")) {
      SCOPED_TRACE(state.at("step").dump());
      expect_values(file.settled(state.at("step")), state);
    }
  });
}

TEST(GoldenSettling, TheFirstStepFollowsTheGradient) {
  for_each_file([](const SettlingFile& file) {
    const Sample after = file.settled(1);
    const std::vector<Matrix<double>> gradients = layers(file.json.at("gradient_at_sample"));
    for (std::size_t layer = 0; layer < gradients.size(); ++layer) {
      const Matrix<double> move = after.activity.values[layer + 1] - file.sample.activity.values[layer + 1];
      const double step = file.step_size * file.sample.network.variance(layer);
      EXPECT_TRUE(close_to_largest(move / step, gradients[layer], tolerance));
    }
  });
}

void expect_trace_with_factor(const Sample& sample, const Json& file, const std::string& kind) {
  if (!file.contains("trace_gate_" + kind)) return;
  const double tolerance_here = kind == "reciprocal" ? reciprocal_tolerance : tolerance;
  const std::vector<double> factors = factors_of(sample, factor(kind));
  const Matrix<double> as_row = Eigen::Map<const Matrix<double>>(factors.data(), 1, sample.columns.count);
  EXPECT_TRUE(close_to_largest(as_row, batch(file.at("gate_" + kind)), tolerance_here));
  expect_trace(sample, factors, file.at("trace_gate_" + kind), tolerance_here);
}

TEST(GoldenSettling, Traces) {
  for_each_file([](const SettlingFile& file) {
    const std::vector<double> ones(static_cast<std::size_t>(file.sample.columns.count), 1.0);
    expect_trace(file.settled(0), ones, file.json.at("trace_without_settling"), tolerance);
    const Sample after = file.settled(20);
    expect_trace(after, ones, file.json.at("trace_gate_none"), tolerance);
    expect_trace_with_factor(after, file.json, "reciprocal");
    expect_trace_with_factor(after, file.json, "product");
  });
}

/// Not where the step is too long for the weights.
TEST(GoldenSettling, TheFixedPointSatisfiesTheRecursionOfBackpropagation) {
  int fixed_points = 0;
  for_each_file([&](const SettlingFile& file) {
    if (!file.json.contains("after_2000_steps")) return;
    ++fixed_points;
    const Sample fixed_point = file.settled(2000);
    expect_values(fixed_point, file.json.at("after_2000_steps"));
    Activity<double> activity = fixed_point.activity;
    backpropagate(fixed_point.network, fixed_point.parameters, fixed_point.columns, activity);
    for (std::size_t layer = 0; layer < fixed_point.network.layers(); ++layer) {
      EXPECT_TRUE(close_to_largest(fixed_point.activity.errors[layer], activity.errors[layer], tolerance)) << layer;
    }
  });
  EXPECT_GT(fixed_points, 0);
}

}  // namespace
}  // namespace rlrun::golden::map_propagation
