#include "lib/nn/optimiser.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "tests/unit/nn/random_matrix.hpp"

namespace rlrun::nn {
namespace {

std::vector<OptimiserOptions> all_variants() {
  return {{.kind = OptimiserKind::sgd},
          {.kind = OptimiserKind::sgd, .momentum = 0.9},
          {.kind = OptimiserKind::sgd, .momentum = 0.9, .nesterov = true, .weight_decay = 0.01},
          {.kind = OptimiserKind::adam},
          {.kind = OptimiserKind::adam, .weight_decay = 0.01},
          {.kind = OptimiserKind::rmsprop},
          {.kind = OptimiserKind::rmsprop, .momentum = 0.9}};
}

TEST(Optimiser, DescendsAQuadratic) {
  for (const OptimiserOptions& options : all_variants()) {
    Vector<double> parameters{{1.0, -2.0, 0.5}};
    const Vector<double> curvature{{1.0, 3.0, 0.2}};
    Optimiser<double> optimiser(options, 3);
    for (int i = 0; i < 2000; ++i) optimiser.step(curvature.cwiseProduct(parameters), parameters);
    EXPECT_LT(parameters.norm(), 0.1) << static_cast<int>(options.kind) << " momentum " << options.momentum;
    EXPECT_EQ(optimiser.steps(), 2000);
  }
}

TEST(Optimiser, ZeroGradientsLeaveTheParametersFiniteAndInPlace) {
  for (OptimiserOptions options : all_variants()) {
    options.weight_decay = 0.0;
    Vector<float> parameters = Vector<float>::Constant(5, 2.0F);
    Optimiser<float> optimiser(options, 5);
    for (int i = 0; i < 10; ++i) optimiser.step(Vector<float>::Zero(5), parameters);
    EXPECT_EQ(parameters, Vector<float>::Constant(5, 2.0F));
  }
}

TEST(Optimiser, HugeGradientsStayFinite) {
  for (const OptimiserKind kind : {OptimiserKind::adam, OptimiserKind::rmsprop}) {
    Vector<float> parameters = Vector<float>::Ones(2);
    Optimiser<float> optimiser({.kind = kind}, 2);
    for (const float size : {1e15F, 1e-15F, -1e15F}) optimiser.step(Vector<float>::Constant(2, size), parameters);
    EXPECT_TRUE(parameters.allFinite());
  }
}

/// Also after the steps from which on powers of the decays are no longer taken.
TEST(Optimiser, AdamFollowsItsFormulaForManySteps) {
  const OptimiserOptions options{.kind = OptimiserKind::adam, .learning_rate = 0.01, .beta1 = 0.5, .beta2 = 0.9};
  Optimiser<double> optimiser(options, 1);
  Vector<double> parameter{{1.0}};
  double expected = 1.0;
  double mean = 0.0;
  double mean_square = 0.0;
  for (int step = 1; step <= 500; ++step) {
    const double gradient = std::sin(static_cast<double>(step));
    optimiser.step(Vector<double>{{gradient}}, parameter);
    mean = options.beta1 * mean + (1.0 - options.beta1) * gradient;
    mean_square = options.beta2 * mean_square + (1.0 - options.beta2) * gradient * gradient;
    const double root = std::sqrt(mean_square / (1.0 - std::pow(options.beta2, step)));
    expected -= options.learning_rate * mean / (1.0 - std::pow(options.beta1, step)) / (root + options.epsilon);
    ASSERT_NEAR(parameter(0), expected, 1e-13) << "step " << step;
  }
}

/// More entries than are worked on at a time.
TEST(Optimiser, StepAndClearIsAStepAndLeavesAZeroGradient) {
  constexpr Index size = 2500;
  for (const OptimiserOptions& options : all_variants()) {
    Rng rng(RngKey(1));
    Optimiser<float> one(options, size);
    Optimiser<float> other(options, size);
    Vector<float> parameters = random_matrix<float>(size, 1, rng);
    Vector<float> same = parameters;
    for (int i = 0; i < 3; ++i) {
      Vector<float> gradient = random_matrix<float>(size, 1, rng);
      const double squared_norm = gradient.cast<double>().squaredNorm();
      one.step(gradient, parameters);
      EXPECT_NEAR(other.step_and_clear(gradient, same), squared_norm, 1e-5 * squared_norm);
      EXPECT_EQ(same, parameters);
      EXPECT_EQ(gradient, Vector<float>::Zero(size));
    }
  }
}

TEST(Optimiser, StepAndClearTellsOfAnEntryThatIsNotFinite) {
  for (const OptimiserOptions& options : all_variants()) {
    for (const float bad : {std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN()}) {
      Optimiser<float> optimiser(options, 2000);
      Vector<float> parameters = Vector<float>::Ones(2000);
      Vector<float> gradient = Vector<float>::Ones(2000);
      gradient[1500] = bad;
      EXPECT_FALSE(std::isfinite(optimiser.step_and_clear(gradient, parameters)));
      EXPECT_FALSE(std::isfinite(parameters[1500]));
    }
  }
}

TEST(Optimiser, GoesOnFromSavedState) {
  for (const OptimiserOptions& options : all_variants()) {
    Rng rng(RngKey(1));
    Optimiser<float> original(options, 6);
    Vector<float> parameters = random_matrix<float>(6, 1, rng);
    for (int i = 0; i < 3; ++i) original.step(random_matrix<float>(6, 1, rng), parameters);

    StateWriter writer;
    original.save(writer);
    Optimiser<float> restored(options, 6);
    StateReader reader(writer.bytes());
    restored.load(reader);
    EXPECT_TRUE(reader.at_end());

    Vector<float> restored_parameters = parameters;
    const Vector<float> gradient = random_matrix<float>(6, 1, rng);
    original.step(gradient, parameters);
    restored.step(gradient, restored_parameters);
    EXPECT_EQ(restored_parameters, parameters);
  }
}

TEST(Optimiser, RefusesStateOfAnotherSize) {
  StateWriter writer;
  Optimiser<double>({.kind = OptimiserKind::adam}, 6).save(writer);
  StateReader reader(writer.bytes());
  Optimiser<double> smaller({.kind = OptimiserKind::adam}, 5);
  EXPECT_THROW(smaller.load(reader), StateError);
}

}  // namespace
}  // namespace rlrun::nn
