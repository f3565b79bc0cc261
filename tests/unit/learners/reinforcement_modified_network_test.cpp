// The network and the scores that it gives.
#include <gtest/gtest.h>

#include <array>
#include <cmath>

#include "lib/learners/reinforcement_modified/network_scores.hpp"

namespace rlrun::learners::reinforcement_modified {
namespace {

constexpr Index input_size = 3;
constexpr Index batch = 4;

Matrix<double> random_matrix(Index rows, Index columns, std::uint64_t seed, double low = -1.0, double high = 1.0) {
  Rng rng{RngKey(seed)};
  Matrix<double> matrix(rows, columns);
  for (double& entry : matrix.reshaped()) entry = rng.uniform(low, high);
  return matrix;
}

EbpNetwork<double> small_network(const NetworkOptions& options) {
  return EbpNetwork<double>(options, input_size, 2, batch, RngKey(4));
}

double mean_loss(EbpNetwork<double>& network, nn::Loss loss, const Matrix<double>& inputs,
                 const Matrix<double>& targets) {
  const double sum = nn::loss_sum<double>(loss, network.forward(inputs), targets) / static_cast<double>(inputs.cols());
  return loss == nn::Loss::mse ? 0.5 * sum : sum;
}

/// A step of plain descent by a tiny rate lowers the loss by rate * |gradient|^2, and moves the weights by rate *
/// gradient: only if that is the gradient do both agree.
TEST(EbpNetwork, AStepGoesDownTheGradient) {
  constexpr double rate = 1e-6;
  for (const nn::Loss loss : {nn::Loss::mse, nn::Loss::bce}) {
    for (const nn::Activation hidden : {nn::Activation::sigmoid, nn::Activation::tanh}) {
      EbpNetwork<double> network = small_network({.hidden_units = 5,
                                                  .hidden_activation = hidden,
                                                  .weight_range = 1.0,
                                                  .loss = loss,
                                                  .optimiser = {.learning_rate = rate}});
      const Matrix<double> inputs = random_matrix(input_size, batch, 1);
      const Matrix<double> targets = random_matrix(2, batch, 2, 0.1, 0.9);
      const Vector<double> before = network.parameters().flat();
      const double loss_before = mean_loss(network, loss, inputs, targets);
      network.train(inputs, targets);
      const double square = (network.parameters().flat() - before).squaredNorm() / rate;
      EXPECT_NEAR((loss_before - mean_loss(network, loss, inputs, targets)) / square, 1.0, 1e-4);
    }
  }
}

TEST(EbpNetwork, ATargetThatIsTheOutputChangesNoWeight) {
  for (const nn::Loss loss : {nn::Loss::mse, nn::Loss::bce}) {
    EbpNetwork<double> network = small_network({.loss = loss});
    const Matrix<double> inputs = random_matrix(input_size, batch, 1);
    const Vector<double> before = network.parameters().flat();
    const Matrix<double> targets = network.forward(inputs);
    network.train(inputs, targets);
    EXPECT_EQ(network.parameters().flat(), before);
  }
}

TEST(EbpNetwork, LearnsExclusiveOr) {
  EbpNetwork<double> network({.hidden_units = 4, .weight_range = 1.0, .optimiser = {.learning_rate = 2.0}}, 2, 1, 1,
                             RngKey(4));
  const Matrix<double> inputs{{-1.0, -1.0, 1.0, 1.0}, {-1.0, 1.0, -1.0, 1.0}};
  const Matrix<double> targets{{0.1, 0.9, 0.9, 0.1}};
  for (int step = 0; step < 20000; ++step) {
    network.forward(inputs.col(step % 4));
    network.train(inputs.col(step % 4), targets.col(step % 4));
  }
  for (Index i = 0; i < 4; ++i) EXPECT_NEAR(network.forward(inputs.col(i))(0, 0), targets(0, i), 0.1);
}

template <class Scalar>
NetworkScores<Scalar> small_scores(const NetworkScoresOptions& options) {
  return NetworkScores<Scalar>(options, input_size, 3, batch, RngKey(4));
}

Matrix<double> scores_of(ActionScores& scores, const Matrix<double>& observations) {
  Matrix<double> values(scores.actions(), observations.cols());
  scores.score(observations, values);
  return values;
}

TEST(NetworkScores, ARewardRaisesAndAPunishmentLowersTheScore) {
  const Matrix<double> observation = random_matrix(input_size, 1, 1);
  for (const double reinforcement : {1.0, -1.0}) {
    auto scores = small_scores<float>({});
    const Matrix<double> before = scores_of(scores, observation);
    scores.learn(observation, std::array<Index, 1>{1}, std::array<double, 1>{reinforcement});
    EXPECT_GT((scores_of(scores, observation)(1, 0) - before(1, 0)) * reinforcement, 0.0);
  }
}

TEST(NetworkScores, NoReinforcementChangesNoWeight) {
  auto scores = small_scores<float>({});
  const Vector<float> before = scores.network().parameters().flat();
  scores.learn(random_matrix(input_size, 2, 1), std::array<Index, 2>{1, 2}, std::array<double, 2>{0.0, 0.0});
  EXPECT_EQ(scores.network().parameters().flat(), before);
}

TEST(NetworkScores, MemoryIsWeightsAndBiases) {
  EXPECT_EQ(small_scores<float>({.network = {.hidden_units = 5}}).memory(), 5 * (input_size + 1) + 3 * (5 + 1));
  const NetworkScoresOptions with_encoder = {.encoder = {.kind = EncoderKind::rbm, .units = 2},
                                             .network = {.hidden_units = 5}};
  EXPECT_EQ(small_scores<float>(with_encoder).memory(), 2 * (input_size + 1) + 5 * (2 + 1) + 3 * (5 + 1));
}

/// What the scores have learned from: the encoder, the network or both.
struct Learned {
  bool encoder = false;
  bool network = false;
  bool operator==(const Learned&) const = default;
};

/// Shows a batch and teaches a reward for it.
Learned teach(NetworkScores<double>& scores) {
  const Matrix<double> observations = random_matrix(input_size, batch, 1);
  const double error_before = scores.diagnostics().front();
  const Vector<double> weights = scores.network().parameters().flat();
  scores.see(observations);
  scores.learn(observations, std::array<Index, 4>{0, 1, 2, 0}, std::array<double, 4>{1.0, -1.0, 1.0, 1.0});
  return {.encoder = scores.diagnostics().front() != error_before,
          .network = scores.network().parameters().flat() != weights};
}

TEST(NetworkScores, TheEncoderLearnsFirstAndThenTheNetworkFromItsFixedCode) {
  for (const EncoderKind kind : {EncoderKind::autoencoder, EncoderKind::rbm}) {
    auto scores = small_scores<double>({.encoder = {.kind = kind, .pretraining_samples = 3 * batch}});
    for (int i = 0; i < 2; ++i) EXPECT_EQ(teach(scores), (Learned{.encoder = true, .network = false}));
    EXPECT_EQ(teach(scores), (Learned{.encoder = true, .network = true})) << "with the last sample the code is fixed";
    for (int i = 0; i < 3; ++i) EXPECT_EQ(teach(scores), (Learned{.encoder = false, .network = true}));
  }
}

TEST(NetworkScores, EncoderAndNetworkCanLearnAtOnce) {
  auto scores = small_scores<double>({.encoder = {.kind = EncoderKind::autoencoder}});
  for (int i = 0; i < 3; ++i) EXPECT_EQ(teach(scores), (Learned{.encoder = true, .network = true}));
}

TEST(NetworkScores, ACopyLearnsAlone) {
  for (const EncoderKind kind : {EncoderKind::none, EncoderKind::autoencoder, EncoderKind::rbm}) {
    auto scores = small_scores<double>({.scaling = Scaling::running, .encoder = {.kind = kind}});
    const Matrix<double> observations = random_matrix(input_size, batch, 1);
    scores.see(observations);
    const auto copy = scores.clone(batch);
    const Matrix<double> before = scores_of(scores, observations);
    EXPECT_EQ(scores_of(*copy, observations), before);
    copy->see(2.0 * observations);
    copy->learn(observations.col(0), std::array<Index, 1>{0}, std::array<double, 1>{1.0});
    EXPECT_EQ(scores_of(scores, observations), before);
    EXPECT_NE(scores_of(*copy, observations), before);
  }
}

TEST(NetworkScores, TheCodeIsFixedAfterItsTrainingInputs) {
  auto scores = small_scores<double>({.encoder = {.kind = EncoderKind::autoencoder, .training_inputs = 6}});
  const Matrix<double> observations = random_matrix(input_size, batch, 1);
  Matrix<double> before = scores_of(scores, observations);
  for (const bool learns : {true, true, false}) {
    scores.see(observations);
    const Matrix<double> after = scores_of(scores, observations);
    EXPECT_EQ(after != before, learns);
    before = after;
  }
}

TEST(InputScaling, ByRangeGivesMinusOneToOne) {
  const InputScaling scaling(Scaling::range, {.low = Vector<double>{{0.0, -4.0}}, .high = Vector<double>{{1.0, 0.0}}},
                             2);
  const Matrix<double> inputs{{0.0, 1.0, 0.5}, {-4.0, 0.0, 2.0}};
  Matrix<double> scaled(2, 3);
  scaling.apply<double>(inputs, scaled);
  EXPECT_EQ(scaled, (Matrix<double>{{-1.0, 1.0, 0.0}, {-1.0, 1.0, 2.0}}));
}

TEST(InputScaling, RunningGivesMeanZeroAndDeviationOne) {
  constexpr Index columns = 50;
  InputScaling scaling(Scaling::running, {}, input_size);
  Matrix<double> inputs = random_matrix(input_size, columns, 6, 3.0, 9.0);
  inputs.row(2).setConstant(7.0);
  for (Index i = 0; i < columns; i += 2) scaling.see(inputs.middleCols(i, 2));
  Matrix<double> scaled(input_size, columns);
  scaling.apply<double>(inputs, scaled);
  for (const Index row : {0, 1}) {
    EXPECT_NEAR(scaled.row(row).mean(), 0.0, 1e-12);
    EXPECT_NEAR(scaled.row(row).squaredNorm() / static_cast<double>(columns), 1.0, 1e-12);
  }
  EXPECT_EQ(scaled.row(2).cwiseAbs().maxCoeff(), 0.0);
}

}  // namespace
}  // namespace rlrun::learners::reinforcement_modified
