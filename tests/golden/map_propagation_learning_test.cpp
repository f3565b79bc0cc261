#include "tests/golden/map_propagation_data.hpp"

namespace rlrun::golden::map_propagation {
namespace {

double tolerance_of(CriticFactor kind) { return kind == CriticFactor::reciprocal ? 1e-8 : 1e-10; }

LearningRates constant_rates(const Json& rates) { return {.first = rates.get<std::vector<double>>(), .last = {}}; }

/// Moves the weights by the mean over the batch of signal * trace.
void learn(Team<double>& team, const Matrix<double>& signals, std::int64_t number) {
  for (Index slot = 0; slot < signals.cols(); ++slot) {
    team.add_trace(slot, signals(0, slot) / static_cast<double>(signals.cols()));
  }
  team.update(number);
}

/// Settles, multiplies by the factor and extends the traces.
void extend_traces(Team<double>& team, bool means_are_current, CriticFactor kind, double decay) {
  const Index count = team.activity().values.back().cols();
  std::vector<Index> slots;
  for (Index slot = 0; slot < count; ++slot) slots.push_back(slot);
  ASSERT_FALSE(team.assign_credit({.first = 0, .count = count}, means_are_current, 0).has_value());
  team.accumulate(slots, factors(team, kind), decay);
}

void expect_traces(const Team<double>& team, const Json& expected, double tolerance) {
  for (std::size_t layer = 0; layer < team.network().layers(); ++layer) {
    const nn::Dense& dense = team.network().dense(layer);
    const Matrix<double> biases = batch(expected.at("b").at(layer));
    for (Index slot = 0; slot < biases.cols(); ++slot) {
      const auto& trace = team.trace(slot);
      EXPECT_TRUE(close_to_largest(trace[dense.weight],
                                   batch(expected.at("w").at(layer).at(static_cast<std::size_t>(slot))), tolerance))
          << layer << ' ' << slot;
      EXPECT_TRUE(close_to_largest(trace[dense.bias], biases.col(slot), tolerance)) << layer << ' ' << slot;
    }
  }
}

TEST(GoldenMapPropagation, LearnsWithTraces) {
  for (const auto& path : files("map_propagation", "learn_")) {
    SCOPED_TRACE(path.string());
    const Json file = read_json(path);
    const CriticFactor kind = factor(file.at("gate"));
    const double tolerance = tolerance_of(kind);
    const Columns all{.first = 0, .count = file.at("net").at("batch")};
    Team<double> team = map_propagation::team(file.at("net"), file.at("initial_weights"),
                                              constant_rates(file.at("lr_per_layer")), file.at("optimizer"));
    std::int64_t updates = 0;
    for (const Json& step : file.at("steps")) {
      SCOPED_TRACE(step.at("t").dump());
      team.set_values(with_input(step.at("input"), step.at("sampled_values")), all);
      if (!step.at("reward_used_before_settling").is_null()) {
        learn(team, batch(step.at("reward_used_before_settling")), ++updates);
      }
      expect_parameters(team.parameters(), team.network(), step.at("weights_after_learn"), tolerance);
      for (Index slot = 0; slot < all.count; ++slot) {
        if (step.at("clear_trace").at(static_cast<std::size_t>(slot)) != 0) team.clear_trace(slot);
      }
      const bool fresh = file.at("means_recomputed_after_learn");
      if (fresh) team.renew_means(all);
      extend_traces(team, fresh, kind, file.at("lambda_total"));
      const std::vector<Matrix<double>> values = layers(step.at("settled_hidden"));
      for (std::size_t i = 0; i < values.size(); ++i) {
        EXPECT_TRUE(close_to_largest(team.activity().values[i + 1], values[i], tolerance));
      }
      expect_traces(team, step.at("trace_after"), tolerance);
    }
    learn(team, batch(file.at("final_reward")), ++updates);
    expect_parameters(team.parameters(), team.network(), file.at("final_weights"), tolerance);
  }
}

TEST(GoldenMapPropagation, AdamStopsCorrectingItsBias) {
  for (const auto& path : files("map_propagation", "adam_scalar")) {
    const Json file = read_json(path);
    nn::Optimiser<double> adam({.kind = nn::OptimiserKind::adam,
                                .learning_rate = file.at("lr"),
                                .epsilon = 1e-9,
                                .bias_correction_steps = 1000},
                               1);
    Vector<double> weight = Vector<double>::Zero(1);
    std::size_t row = 0;
    for (const double gradient : file.at("gradients")) {
      adam.step(Vector<double>::Constant(1, -gradient), weight);
      const Json& expected = file.at("rows").at(row);
      if (expected.at("t").get<long>() != adam.steps()) continue;
      EXPECT_NEAR(weight[0], expected.at("w"), 1e-10);
      ++row;
    }
    EXPECT_EQ(row, file.at("rows").size());
  }
}

TEST(GoldenMapPropagation, MeansAndSlopes) {
  for (const auto& path : files("map_propagation", "activations")) {
    const Json file = read_json(path);
    const Vector<double> x = batch(file.at("x")).transpose();
    Vector<double> means(x.size());
    Vector<double> slopes(x.size());
    hidden_means<double>(HiddenUnit::softplus, x, means, slopes);
    EXPECT_TRUE(close_to_largest(means, batch(file.at("softplus")).transpose(), 1e-10));
    EXPECT_TRUE(close_to_largest(slopes, batch(file.at("softplus_derivative")).transpose(), 1e-10));
  }
}

/// A network of one layer that hands its input on shows its softmax.
TEST(GoldenMapPropagation, Softmax) {
  for (const auto& path : files("map_propagation", "activations")) {
    const Json file = read_json(path);
    const Matrix<double> logits = batch(file.at("softmax_logits"));
    for (const double temperature : {1.0, 2.0}) {
      const StochasticNetwork identity({.input_size = logits.rows(),
                                        .hidden_sizes = {},
                                        .output_size = logits.rows(),
                                        .variances = {1.0},
                                        .temperature = temperature});
      nn::Parameters<double> parameters(identity.layout());
      parameters[identity.dense(0).weight].setIdentity();
      auto activity = identity.make_activity<double>(logits.cols());
      activity.values.front() = logits;
      identity.compute_means(parameters, 0, {.first = 0, .count = logits.cols()}, activity);
      const std::string key = "temperature_" + std::to_string(static_cast<int>(temperature));
      EXPECT_TRUE(close_to_largest(activity.means.back(), batch(file.at("softmax").at(key)), 1e-10));
    }
  }
}

}  // namespace
}  // namespace rlrun::golden::map_propagation
