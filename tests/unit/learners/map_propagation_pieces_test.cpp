// Hidden units, network, feedback, backpropagation, critic factor, output and learning rates.
#include <gtest/gtest.h>

#include <cmath>

#include "lib/learners/map_propagation/backpropagation.hpp"
#include "lib/learners/map_propagation/critic_factor.hpp"
#include "lib/learners/map_propagation/output_codec.hpp"
#include "lib/learners/map_propagation/team_options.hpp"
#include "tests/unit/learners/map_propagation_fixtures.hpp"

namespace rlrun::learners::map_propagation {
namespace {

TEST(MapPropagationHiddenUnits, SlopesMeetCentralDifferencesOnBothSidesOfTheKink) {
  constexpr double step = 1e-6;
  for (const HiddenUnit kind : {HiddenUnit::softplus, HiddenUnit::relu}) {
    const Vector<double> z{{-25.0, -19.0, -3.0, -0.5, -1e-3, 1e-3, 0.5, 3.0, 19.0, 25.0, 400.0}};
    Vector<double> means(z.size());
    Vector<double> slopes(z.size());
    Vector<double> above(z.size());
    Vector<double> below(z.size());
    Vector<double> unused(z.size());
    hidden_means<double>(kind, z, means, slopes);
    hidden_means<double>(kind, (z.array() + step).matrix().eval(), above, unused);
    hidden_means<double>(kind, (z.array() - step).matrix().eval(), below, unused);
    EXPECT_LT((slopes - (above - below) / (2.0 * step)).cwiseAbs().maxCoeff(), 1e-7);
    EXPECT_TRUE(means.allFinite());
  }
}

TEST(MapPropagationHiddenUnits, FloatAgreesWithDouble) {
  const Vector<float> z = Vector<float>::LinSpaced(201, -50.0F, 50.0F);
  Vector<float> means(z.size());
  Vector<float> slopes(z.size());
  hidden_means<float>(HiddenUnit::softplus, z, means, slopes);
  for (Index i = 0; i < z.size(); ++i) {
    const double x = static_cast<double>(z[i]);
    const double mean = std::max(x, 0.0) + std::log1p(std::exp(-std::abs(x)));
    EXPECT_NEAR(static_cast<double>(means[i]), mean, 1e-6 * mean);
    EXPECT_NEAR(static_cast<double>(slopes[i]), 1.0 / (1.0 + std::exp(-x)), 1e-6);
  }
}

TEST(MapPropagationNetwork, SegmentsCoverTheParametersWithoutOverlap) {
  const StochasticNetwork network = small_network(OutputUnit::softmax);
  Index next = 0;
  for (std::size_t layer = 0; layer < network.layers(); ++layer) {
    EXPECT_EQ(network.segment(layer).first, next);
    next += network.segment(layer).count;
  }
  EXPECT_EQ(next, network.layout().size());
}

/// Values of every layer lie around the means that they were drawn with.
TEST(MapPropagationNetwork, DrawsWithTheGivenVariances) {
  constexpr Index count = 40000;
  const Drawn drawn(small_network(OutputUnit::gaussian), count);
  for (std::size_t layer = 0; layer < 3; ++layer) {
    const Matrix<double> noise = drawn.activity.values[layer + 1] - drawn.activity.means[layer];
    const double entries = static_cast<double>(noise.size());
    const double variance = drawn.network.variance(layer);
    EXPECT_NEAR(noise.sum() / entries, 0.0, 5.0 * std::sqrt(variance / entries));
    EXPECT_NEAR(noise.squaredNorm() / entries, variance, 5.0 * variance * std::sqrt(2.0 / entries));
  }
}

TEST(MapPropagationNetwork, DrawsChoicesWithTheirProbabilities) {
  constexpr Index count = 40000;
  const Drawn drawn(small_network(OutputUnit::softmax), count);
  const Matrix<double>& choices = drawn.activity.values.back();
  EXPECT_EQ(choices.colwise().sum(), Matrix<double>::Ones(1, count));
  EXPECT_EQ(choices.cwiseAbs2(), choices);
  const double expected = drawn.activity.means.back().row(0).mean();
  EXPECT_NEAR(choices.row(0).mean(), expected, 5.0 * std::sqrt(0.25 / count));
}

TEST(MapPropagationNetwork, LocalErrorsAreTheDerivativesOfTheirLayersLogProbability) {
  constexpr double step = 1e-6;
  for (const OutputUnit output : {OutputUnit::softmax, OutputUnit::gaussian}) {
    Drawn drawn(small_network(output), 1);
    drawn.network.compute_local_errors(drawn.columns, 0, drawn.activity);
    for (std::size_t layer = 0; layer < 3; ++layer) {
      const Index bias = drawn.network.dense(layer).bias;
      for (Index unit = 0; unit < drawn.activity.errors[layer].rows(); ++unit) {
        const auto log_probability = [&](double shift) {
          Drawn shifted = drawn;
          shifted.parameters[bias](unit, 0) += shift;
          shifted.renew_means();
          return shifted.network.log_probability(shifted.activity, 0);
        };
        EXPECT_NEAR(drawn.activity.errors[layer](unit, 0),
                    (log_probability(step) - log_probability(-step)) / (2.0 * step), 1e-6);
      }
    }
  }
}

/// With the noise of the hidden values held, the output's mean is a function of the weights.
TEST(MapPropagationBackpropagation, MeetsCentralDifferencesWithTheNoiseHeld) {
  constexpr double step = 1e-6;
  Drawn drawn(StochasticNetwork({.input_size = 3,
                                 .hidden_sizes = {5, 4},
                                 .output_size = 1,
                                 .output_unit = OutputUnit::gaussian,
                                 .variances = {0.03, 0.1, 0.2}}),
              1);
  std::vector<Vector<double>> noise;
  for (std::size_t layer = 0; layer < 2; ++layer) {
    noise.push_back(drawn.activity.values[layer + 1].col(0) - drawn.activity.means[layer].col(0));
  }
  const auto output_mean = [&](const nn::Parameters<double>& parameters) {
    Activity<double> activity = drawn.activity;
    for (std::size_t layer = 0; layer < 3; ++layer) {
      drawn.network.compute_means(parameters, layer, drawn.columns, activity);
      if (layer < 2) activity.values[layer + 1].col(0) = activity.means[layer].col(0) + noise[layer];
    }
    return activity.means.back()(0, 0);
  };
  drawn.activity.errors.back().setOnes();
  backpropagate(drawn.network, drawn.parameters, drawn.columns, drawn.activity);
  for (std::size_t layer = 0; layer < 3; ++layer) {
    const Index weight = drawn.network.dense(layer).weight;
    const Matrix<double> gradient =
        drawn.activity.errors[layer].col(0) * drawn.activity.values[layer].col(0).transpose();
    for (Index i = 0; i < gradient.rows(); ++i) {
      for (Index j = 0; j < gradient.cols(); ++j) {
        nn::Parameters<double> above = drawn.parameters;
        nn::Parameters<double> below = drawn.parameters;
        above[weight](i, j) += step;
        below[weight](i, j) -= step;
        EXPECT_NEAR(gradient(i, j), (output_mean(above) - output_mean(below)) / (2.0 * step), 1e-6);
      }
    }
  }
}

TEST(MapPropagationBackpropagation, TheEntropysErrorMeetsCentralDifferences) {
  constexpr double step = 1e-6;
  Drawn drawn(small_network(OutputUnit::softmax), 1);
  compute_entropy_error(drawn.network, drawn.columns, drawn.activity);
  const Index bias = drawn.network.dense(2).bias;
  for (Index unit = 0; unit < 2; ++unit) {
    const auto entropy = [&](double shift) {
      Drawn shifted = drawn;
      shifted.parameters[bias](unit, 0) += shift;
      shifted.renew_means();
      const auto p = shifted.activity.means.back().col(0).array();
      return -(p * p.log()).sum();
    };
    EXPECT_NEAR(drawn.activity.errors.back()(unit, 0), (entropy(step) - entropy(-step)) / (2.0 * step), 1e-8);
  }
}

TEST(MapPropagationFeedback, SymmetricWeightsSendDownThroughTheForwardOnes) {
  Drawn drawn(small_network(OutputUnit::softmax));
  drawn.network.compute_local_errors(drawn.columns, 0, drawn.activity);
  for (std::size_t layer = 0; layer < 2; ++layer) {
    Matrix<double> signal(drawn.activity.values[layer + 1].rows(), 3);
    drawn.feedback.send_down(drawn.activity, layer, drawn.columns, signal);
    const auto weight = drawn.parameters[drawn.network.dense(layer + 1).weight];
    EXPECT_TRUE(signal.isApprox(weight.transpose() * drawn.activity.errors[layer + 1], 1e-12));
  }
}

/// Values below are a fixed linear function of those above here, which the feedback weights find.
TEST(MapPropagationFeedback, LearnedWeightsPredictTheLayerBelow) {
  const StochasticNetwork network = small_network(OutputUnit::gaussian);
  Feedback<double> feedback(network, {.kind = FeedbackKind::learned, .learning_rate = 0.5}, RngKey(3));
  Rng rng(RngKey(4));
  const Matrix<double> truth = Matrix<double>::NullaryExpr(4, 2, [&] { return rng.uniform(-1.0, 1.0); });
  const Vector<double> offset = Vector<double>::NullaryExpr(4, [&] { return rng.uniform(-1.0, 1.0); });
  auto activity = network.make_activity<double>(1);
  const Columns column{.first = 0, .count = 1};
  for (int i = 0; i < 4000; ++i) {
    for (double& value : activity.values[3].reshaped()) value = rng.uniform(-1.0, 1.0);
    activity.values[2] = truth * activity.values[3] + offset;
    feedback.learn(network, activity, column);
  }
  for (Index unit = 0; unit < 2; ++unit) {
    activity.errors[2] = Vector<double>::Unit(2, unit);
    Matrix<double> signal(4, 1);
    feedback.send_down(activity, 1, column, signal);
    EXPECT_LT((signal - truth.col(unit)).cwiseAbs().maxCoeff(), 1e-3);
  }
}

TEST(MapPropagationFeedback, MirroredWeightsBecomeTheForwardOnes) {
  Drawn drawn(small_network(OutputUnit::gaussian), 50);
  Feedback<double> feedback(drawn.network, {.kind = FeedbackKind::mirrored, .learning_rate = 1e-9}, RngKey(3));
  Rng rng(RngKey(4));
  for (int i = 0; i < 20000; ++i) {
    drawn.network.sample(drawn.parameters, drawn.columns, rng, drawn.activity);
    feedback.learn(drawn.network, drawn.activity, drawn.columns);
  }
  for (std::size_t layer = 1; layer < 3; ++layer) {
    const Matrix<double> forward = drawn.parameters[drawn.network.dense(layer).weight];
    for (Index unit = 0; unit < forward.rows(); ++unit) {
      drawn.activity.errors[layer].col(0) = Vector<double>::Unit(forward.rows(), unit);
      Matrix<double> signal(forward.cols(), 1);
      feedback.send_down(drawn.activity, layer - 1, {.first = 0, .count = 1}, signal);
      EXPECT_LT((signal - forward.row(unit).transpose()).cwiseAbs().maxCoeff(), 0.1) << layer << ' ' << unit;
    }
  }
}

TEST(MapPropagationCriticFactor, Kinds) {
  EXPECT_EQ(critic_factor({.kind = CriticFactor::none}, 3.0, 1.0, 1.0), 1.0);
  EXPECT_EQ(critic_factor({.kind = CriticFactor::product}, 1.0, 3.0, 1.0), -2.0);
  EXPECT_EQ(critic_factor({.kind = CriticFactor::reciprocal}, 1.0, 3.0, 1.0), -0.5);
}

TEST(MapPropagationCriticFactor, TheGuardBoundsTheReciprocalAndKeepsItsSign) {
  const CriticFactorOptions guarded{.kind = CriticFactor::reciprocal, .guard = 0.01};
  EXPECT_DOUBLE_EQ(critic_factor(guarded, 1.0 + 1e-9, 1.0, 2.0), 50.0);
  EXPECT_DOUBLE_EQ(critic_factor(guarded, 1.0 - 1e-9, 1.0, 2.0), -50.0);
  EXPECT_DOUBLE_EQ(critic_factor(guarded, 1.5, 1.0, 2.0), 2.0);
}

Vector<double> decode(const OutputCodec& codec, const Vector<double>& output, Index rows) {
  Vector<double> action(rows);
  codec.decode<double>(output, action);
  return action;
}

TEST(MapPropagationOutputCodec, AChoiceIsItsIndex) {
  const OutputCodec codec(DiscreteSpace{4}, ActionScaling::bounds);
  EXPECT_EQ(codec.size(), 4);
  EXPECT_EQ(codec.unit(), OutputUnit::softmax);
  for (Index choice = 0; choice < 4; ++choice) {
    EXPECT_EQ(decode(codec, Vector<double>::Unit(4, choice), 1)[0], static_cast<double>(choice));
  }
}

TEST(MapPropagationOutputCodec, RealOutputsCoverTheBoundsAndAreClipped) {
  const BoxSpace box{.low = Vector<double>{{-1.0, 2.0}}, .high = Vector<double>{{3.0, 4.0}}};
  const OutputCodec codec(box, ActionScaling::bounds);
  EXPECT_EQ(codec.unit(), OutputUnit::gaussian);
  EXPECT_EQ(decode(codec, Vector<double>{{0.0, 0.0}}, 2), (Vector<double>{{1.0, 3.0}}));
  EXPECT_EQ(decode(codec, Vector<double>{{-1.0, 1.0}}, 2), (Vector<double>{{-1.0, 4.0}}));
  EXPECT_EQ(decode(codec, Vector<double>{{-7.0, 0.5}}, 2), (Vector<double>{{-1.0, 3.5}}));
  EXPECT_EQ(decode(OutputCodec(box, ActionScaling::raw), Vector<double>{{-7.0, 0.5}}, 2),
            (Vector<double>{{-7.0, 0.5}}));
}

TEST(MapPropagationOutputCodec, ScalesAsTheReferenceDoes) {
  const BoxSpace box{.low = Vector<double>{{-1.0, 0.0}}, .high = Vector<double>{{1.0, 4.0}}};
  const OutputCodec codec(box, ActionScaling::reference);
  EXPECT_EQ(decode(codec, Vector<double>{{0.0, 0.5}}, 2), (Vector<double>{{1.0, 2.0}}));
  EXPECT_EQ(decode(codec, Vector<double>{{-0.5, 2.0}}, 2), (Vector<double>{{0.0, 4.0}}));
  EXPECT_EQ(decode(codec, Vector<double>{{-7.0, -0.5}}, 2), (Vector<double>{{-1.0, 0.0}}));
}

TEST(MapPropagationLearningRates, FallLinearlyAndThenStay) {
  const LearningRates rates{.first = {1.0, 0.5}, .last = {0.0, 0.3}, .updates = 10.0};
  EXPECT_DOUBLE_EQ(rates.at(0, 1), 0.9);
  EXPECT_DOUBLE_EQ(rates.at(0, 5), 0.5);
  EXPECT_DOUBLE_EQ(rates.at(1, 10), 0.3);
  EXPECT_DOUBLE_EQ(rates.at(1, 1000), 0.3);
  EXPECT_DOUBLE_EQ((LearningRates{.first = {1.0}, .last = {0.0}}).at(0, 99), 1.0);
}

}  // namespace
}  // namespace rlrun::learners::map_propagation
