#include "lib/learners/map_propagation/settling.hpp"

#include <gtest/gtest.h>

#include "tests/unit/learners/map_propagation_fixtures.hpp"

namespace rlrun::learners::map_propagation {
namespace {

/// The derivative of the log-probability with respect to one hidden value, by central differences.
double central_difference(const Drawn& drawn, std::size_t layer, Index unit, Index column) {
  constexpr double step = 1e-6;
  const auto log_probability = [&](double shift) {
    Drawn shifted = drawn;
    shifted.activity.values[layer + 1](unit, column) += shift;
    shifted.renew_means();
    return shifted.network.log_probability(shifted.activity, column);
  };
  return (log_probability(step) - log_probability(-step)) / (2.0 * step);
}

TEST(MapPropagationSettling, AStepFollowsTheGradientOfTheLogProbability) {
  for (const OutputUnit output : {OutputUnit::softmax, OutputUnit::gaussian}) {
    for (const HiddenUnit hidden : {HiddenUnit::softplus, HiddenUnit::relu}) {
      const Drawn drawn(small_network(output, hidden));
      Drawn moved = drawn;
      ASSERT_FALSE(moved.settle({.steps = 1, .step_size = 0.5}).has_value());
      for (std::size_t layer = 0; layer < 2; ++layer) {
        const double step = 0.5 * drawn.network.variance(layer);
        for (Index column = 0; column < 3; ++column) {
          for (Index unit = 0; unit < drawn.activity.values[layer + 1].rows(); ++unit) {
            const double move =
                moved.activity.values[layer + 1](unit, column) - drawn.activity.values[layer + 1](unit, column);
            EXPECT_NEAR(move / step, central_difference(drawn, layer, unit, column), 1e-6);
          }
        }
      }
    }
  }
}

TEST(MapPropagationSettling, InputAndOutputStay) {
  const Drawn drawn(small_network(OutputUnit::gaussian));
  Drawn settled = drawn;
  settled.settle({});
  EXPECT_EQ(settled.activity.values.front(), drawn.activity.values.front());
  EXPECT_EQ(settled.activity.values.back(), drawn.activity.values.back());
  EXPECT_NE(settled.activity.values[1], drawn.activity.values[1]);
}

/// With the networks of the paper's CartPole, at their first weights.
TEST(MapPropagationSettling, TheLogProbabilityRisesInEveryStep) {
  const std::vector<double> variances = {0.03, 0.1, 0.1};
  for (const auto& [output, size] : {std::pair(OutputUnit::softmax, 2), std::pair(OutputUnit::gaussian, 1)}) {
    Drawn drawn(StochasticNetwork({.input_size = 4,
                                   .hidden_sizes = {64, 32},
                                   .output_size = size,
                                   .output_unit = output,
                                   .variances = variances,
                                   .temperature = 2.0}),
                20);
    Vector<double> before = Vector<double>::Constant(20, -1e300);
    for (int step = 0; step < 20; ++step) {
      for (Index column = 0; column < 20; ++column) {
        const double log_probability = drawn.network.log_probability(drawn.activity, column);
        EXPECT_GT(log_probability, before[column]) << "step " << step << ", column " << column;
        before[column] = log_probability;
      }
      drawn.settle({.steps = 1});
    }
  }
}

TEST(MapPropagationSettling, ColumnsSettleOnTheirOwn) {
  const Drawn drawn(small_network(OutputUnit::softmax), 5);
  Drawn together = drawn;
  together.settle({});
  for (Index column = 0; column < 5; ++column) {
    Drawn alone = drawn;
    alone.columns = {.first = column, .count = 1};
    alone.settle({});
    for (std::size_t layer = 0; layer < 3; ++layer) {
      EXPECT_TRUE(alone.activity.values[layer + 1].col(column).isApprox(together.activity.values[layer + 1].col(column),
                                                                        1e-12));
      EXPECT_EQ(alone.activity.values[1].col((column + 1) % 5), drawn.activity.values[1].col((column + 1) % 5));
    }
  }
}

TEST(MapPropagationSettling, ToleranceEndsItWhereNothingMovesAnyMore) {
  const Drawn drawn(small_network(OutputUnit::softmax));
  Drawn tolerant = drawn;
  Drawn patient = drawn;
  Drawn short_of_it = drawn;
  tolerant.settle({.steps = 10000, .tolerance = 1e-6});
  patient.settle({.steps = 10000});
  short_of_it.settle({.steps = 5});
  const auto distance = [&](const Drawn& other) {
    return (other.activity.values[1] - patient.activity.values[1]).cwiseAbs().maxCoeff();
  };
  EXPECT_LT(distance(tolerant), 1e-5);
  EXPECT_GT(distance(tolerant), 0.0);
  EXPECT_GT(distance(short_of_it), 1e-4);
}

TEST(MapPropagationSettling, NoiseIsInStandardDeviationsOfTheLayer) {
  const Drawn drawn(small_network(OutputUnit::softmax), 20000);
  Drawn noisy = drawn;
  Drawn quiet = drawn;
  noisy.settle({.steps = 1, .noise = 0.3});
  quiet.settle({.steps = 1});
  for (std::size_t layer = 0; layer < 2; ++layer) {
    const auto noise = (noisy.activity.values[layer + 1] - quiet.activity.values[layer + 1]).eval();
    const double expected = 0.09 * drawn.network.variance(layer);
    EXPECT_NEAR(noise.squaredNorm() / static_cast<double>(noise.size()), expected, 0.03 * expected);
  }
}

TEST(MapPropagationSettling, ValuesThatRunAwayAreFoundWithLayerAndStep) {
  Drawn drawn(small_network(OutputUnit::gaussian));
  const auto failure = drawn.settle({.steps = 100, .step_size = 50.0});
  ASSERT_TRUE(failure.has_value());
  EXPECT_GE(failure->layer, 1U);
  EXPECT_LE(failure->layer, 2U);
  EXPECT_GT(failure->step, 1);
  EXPECT_LT(failure->step, 10);
}

TEST(MapPropagationSettling, AValueThatIsNotFiniteIsFoundInTheFirstStep) {
  Drawn drawn(small_network(OutputUnit::gaussian));
  drawn.activity.values[2](1, 2) = std::numeric_limits<double>::quiet_NaN();
  const auto failure = drawn.settle({});
  ASSERT_TRUE(failure.has_value());
  EXPECT_EQ(failure->step, 1);
}

}  // namespace
}  // namespace rlrun::learners::map_propagation
