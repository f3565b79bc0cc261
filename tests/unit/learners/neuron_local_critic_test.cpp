#include "lib/learners/neuron_local/critic.hpp"

#include <gtest/gtest.h>

#include "lib/nn/activation.hpp"
#include "lib/nn/gradient_check.hpp"
#include "tests/unit/learners/neuron_local_fixtures.hpp"
#include "tests/unit/learners/state_fixtures.hpp"

namespace rlrun::learners::neuron_local {
namespace {

using nn::check_gradient;
using nn::GradientCheck;

constexpr Index inputs = 4;  // of which one is the constant 1
constexpr Index neurons = 3;
constexpr Index batch = 5;

struct Variant {
  CriticKind kind;
  ValueFeatures features;
};

constexpr Variant variants[] = {{CriticKind::linear, ValueFeatures::linear},
                                {CriticKind::compatible, ValueFeatures::linear},
                                {CriticKind::compatible, ValueFeatures::quadratic},
                                {CriticKind::quadratic, ValueFeatures::linear}};

CriticShape shape_of(const Variant& variant) {
  return {.kind = variant.kind,
          .value_features = variant.features,
          .inputs = inputs,
          .neurons = neurons,
          .slope = unit_rate,
          .value = unit_rate};
}

class NeuronLocalCritic : public testing::TestWithParam<Variant> {
 protected:
  NeuronLocalCritic()
      : rng(RngKey(1)),
        u(random_inputs(inputs - 1, batch, rng)),
        output(random_matrix(neurons, batch, rng)),
        mean(random_matrix(neurons, batch, rng)),
        derivative(random_matrix(neurons, batch, rng)) {}

  [[nodiscard]] LocalCritic<double> random_critic() {
    LocalCritic<double> critic("test", shape_of(GetParam()), batch, 2);
    critic.slope_weights().set(random_matrix(critic.slope_weights().now().rows(), neurons, rng));
    critic.value_weights().set(random_matrix(critic.value_weights().now().rows(), neurons, rng));
    return critic;
  }
  [[nodiscard]] NeuronSteps<double> steps() const { return {u, output, mean, derivative}; }
  [[nodiscard]] NeuronSteps<double> step(Index i) const {
    return {u.col(i), output.col(i), mean.col(i), derivative.col(i)};
  }

  Rng rng;
  Matrix<double> u;
  Matrix<double> output;
  Matrix<double> mean;
  Matrix<double> derivative;
};

/// The critic's Q with other weights.
Matrix<double> value_with(const LocalCritic<double>& critic, const Matrix<double>& slope, const Matrix<double>& value,
                          const NeuronSteps<double>& steps) {
  LocalCritic<double> other = critic;
  other.slope_weights().set(slope);
  other.value_weights().set(value);
  return other.value(steps);
}

TEST_P(NeuronLocalCritic, LearnsByTheGradientOfTheSquaredTdErrors) {
  LocalCritic<double> critic = random_critic();
  const LocalCritic<double> before = critic;
  const Matrix<double> targets = random_matrix(neurons, batch, rng);
  critic.learn(steps(), targets - critic.value(steps()));

  Matrix<double> slope = before.slope_weights().now();
  Matrix<double> value = before.value_weights().now();
  const auto loss = [&] { return (targets - value_with(before, slope, value, steps())).squaredNorm() / (2.0 * batch); };
  const GradientCheck of_slope =
      check_gradient(loss, slope, before.slope_weights().now() - critic.slope_weights().now());
  EXPECT_LT(of_slope.largest_error, 1e-6) << of_slope.worst;
  const GradientCheck of_value =
      check_gradient(loss, value, before.value_weights().now() - critic.value_weights().now());
  EXPECT_LT(of_value.largest_error, 1e-6) << of_value.worst;
}

TEST_P(NeuronLocalCritic, SlopeIsTheDerivativeByTheOutputAtTheMean) {
  LocalCritic<double> critic = random_critic();
  const Matrix<double> slope = critic.slope(steps());
  output = mean;
  const auto value = [&] { return critic.value(steps()).sum(); };
  const GradientCheck check = check_gradient(value, output, slope);
  EXPECT_LT(check.largest_error, 1e-6) << check.worst;
}

TEST_P(NeuronLocalCritic, TheTargetValuesTheMeanByTheTargetWeights) {
  LocalCritic<double> critic = random_critic();
  const Matrix<double> target = critic.target_value(u, mean);
  output = mean;
  EXPECT_TRUE(critic.value(steps()).isApprox(target, 1e-12));
}

TEST_P(NeuronLocalCritic, TracesThatForgetAtOnceAreNone) {
  LocalCritic<double> plain = random_critic();
  LocalCritic<double> traced = plain;
  const Matrix<double> errors = random_matrix(neurons, 2, rng);
  const std::vector<Index> slots = {1, 0};
  for (int i = 0; i < 3; ++i) {
    const NeuronSteps<double> two = {u.middleCols(i, 2), output.middleCols(i, 2), mean.middleCols(i, 2),
                                     derivative.middleCols(i, 2)};
    plain.learn(two, errors);
    traced.learn_with_traces(two, errors, slots, 0.0);
  }
  EXPECT_TRUE(traced.slope_weights().now().isApprox(plain.slope_weights().now(), 1e-12));
  EXPECT_TRUE(traced.value_weights().now().isApprox(plain.value_weights().now(), 1e-12));
}

/// What one step without traces adds to the weights that see the action.
Matrix<double> slope_change(LocalCritic<double> critic, const NeuronSteps<double>& step, const Matrix<double>& errors) {
  const Matrix<double> before = critic.slope_weights().now();
  critic.learn(step, errors);
  return critic.slope_weights().now() - before;
}

TEST_P(NeuronLocalCritic, TracesCreditEarlierStepsOfTheSameSlot) {
  const LocalCritic<double> fresh = random_critic();
  const Matrix<double> error = random_matrix(neurons, 1, rng);
  const Matrix<double> none = Matrix<double>::Zero(neurons, 1);
  const std::vector<Index> first_slot = {0};
  const std::vector<Index> second_slot = {1};
  constexpr double decay = 0.5;
  LocalCritic<double> critic = fresh;
  critic.learn_with_traces(step(0), none, first_slot, decay);
  critic.learn_with_traces(step(1), none, second_slot, decay);
  critic.learn_with_traces(step(2), none, first_slot, decay);
  critic.learn_with_traces(step(3), error, first_slot, decay);
  const Matrix<double> expected = slope_change(fresh, step(3), error) + 0.5 * slope_change(fresh, step(2), error) +
                                  0.25 * slope_change(fresh, step(0), error);
  EXPECT_TRUE((critic.slope_weights().now() - fresh.slope_weights().now()).isApprox(expected, 1e-12));

  LocalCritic<double> restarted = fresh;
  restarted.learn_with_traces(step(0), none, first_slot, decay);
  restarted.begin_episode(0);
  restarted.learn_with_traces(step(3), error, first_slot, decay);
  EXPECT_TRUE((restarted.slope_weights().now() - fresh.slope_weights().now())
                  .isApprox(slope_change(fresh, step(3), error), 1e-12));
}

/// With kappa the step is that of a smaller error; far from overshooting it is the usual one.
TEST_P(NeuronLocalCritic, StepsAreKeptFromOvershooting) {
  const std::vector<Index> slots = {0};
  const LocalCritic<double> fresh = random_critic();
  CriticShape shape = shape_of(GetParam());
  for (const double kappa : {2.0, 1e-6}) {
    shape.overshoot = kappa;
    LocalCritic<double> bounded("test", shape, batch, 2);
    bounded.slope_weights().set(fresh.slope_weights().now());
    bounded.value_weights().set(fresh.value_weights().now());
    const Matrix<double> errors = Vector<double>{{0.5, -3.0, 40.0}};
    const Matrix<double> value_before = bounded.value(step(0));
    bounded.learn_with_traces(step(0), errors, slots, 0.9);
    const Matrix<double> moved = bounded.value(step(0)) - value_before;
    if (kappa < 1.0) {
      LocalCritic<double> usual = fresh;
      usual.learn_with_traces(step(0), errors, slots, 0.9);
      EXPECT_EQ(moved, usual.value(step(0)) - value_before);
      continue;
    }
    for (Index n = 0; n < neurons; ++n) {
      EXPECT_LE(std::abs(moved(n, 0)), std::abs(errors(n, 0))) << n;
      EXPECT_GT(moved(n, 0) * errors(n, 0), 0.0) << n;
    }
  }
}

TEST_P(NeuronLocalCritic, GoesOnAfterLoading) {
  LocalCritic<double> critic = random_critic();
  const std::vector<Index> slots = {1};
  critic.learn_with_traces(step(0), Matrix<double>::Ones(neurons, 1), slots, 0.9);
  LocalCritic<double> loaded("test", shape_of(GetParam()), batch, 2);
  load(loaded, saved(critic));
  for (auto* each : {&critic, &loaded}) each->learn_with_traces(step(1), Matrix<double>::Ones(neurons, 1), slots, 0.9);
  EXPECT_EQ(saved(loaded), saved(critic));
}

std::string variant_name(const testing::TestParamInfo<Variant>& info) {
  const char* const names[] = {"linear", "compatible", "quadratic"};
  const bool quadratic_value = info.param.features == ValueFeatures::quadratic;
  return std::string(names[static_cast<int>(info.param.kind)]) + (quadratic_value ? "_quadratic_value" : "");
}

INSTANTIATE_TEST_SUITE_P(Kinds, NeuronLocalCritic, testing::ValuesIn(variants), variant_name);

TEST(NeuronLocalValueFeatures, AreAllProductsOfTwoEntries) {
  ValueFeaturesOf<double> features(ValueFeatures::quadratic, false, 3, 2);
  Matrix<double> u(3, 1);
  u << 2.0, 3.0, 1.0;
  const Matrix<double> phi = features.compute(u);
  EXPECT_EQ(phi, (Vector<double>{{4.0, 6.0, 2.0, 9.0, 3.0, 1.0}}));
}

TEST(NeuronLocalValueFeatures, NormalisedOnesHaveMeanZeroAndVarianceOne) {
  constexpr Index columns = 20000;
  ValueFeaturesOf<double> features(ValueFeatures::linear, true, 3, columns);
  Rng rng(RngKey(2));
  Matrix<double> u = random_inputs(2, columns, rng);
  u.row(0) = 5.0 + 0.1 * u.row(0).array();
  u.row(1) = -2.0 + 30.0 * u.row(1).array();
  features.count(u);
  const Matrix<double> phi = features.compute(u);
  for (const Index row : {0, 1}) {
    EXPECT_NEAR(phi.row(row).mean(), 0.0, 0.05);
    EXPECT_NEAR(phi.row(row).array().square().mean(), 1.0, 0.1);
  }
  EXPECT_TRUE((phi.row(2).array() == 1.0).all());
}

}  // namespace
}  // namespace rlrun::learners::neuron_local
