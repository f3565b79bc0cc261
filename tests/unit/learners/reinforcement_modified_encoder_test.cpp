#include <gtest/gtest.h>

#include "lib/learners/reinforcement_modified/autoencoder.hpp"
#include "lib/learners/reinforcement_modified/rbm.hpp"
#include "lib/nn/gradient_check.hpp"

namespace rlrun::learners::reinforcement_modified {
namespace {

constexpr Index input_size = 4;
constexpr Index batch = 5;

EncoderOptions small(EncoderKind kind, Visible visible = Visible::gaussian) {
  return {.kind = kind, .units = 3, .learning_rate = 0.1, .weight_range = 0.5, .visible = visible};
}

Matrix<double> random_inputs(Index columns, double low, double high) {
  Rng rng(RngKey(8));
  Matrix<double> inputs(input_size, columns);
  for (double& input : inputs.reshaped()) input = rng.uniform(low, high);
  return inputs;
}

/// Inputs that one number decides, so that a short code can hold them.
Matrix<double> simple_inputs(Index columns, double low, double high) {
  Matrix<double> inputs = random_inputs(columns, low, high);
  for (Index i = 1; i < input_size; ++i) inputs.row(i) = inputs.row(0);
  inputs.bottomRows(2) = (low + high - inputs.bottomRows(2).array()).matrix();
  return inputs;
}

/// Biases that are not 0, so that their gradients matter.
void scatter(nn::Parameters<double>& parameters) {
  Rng rng(RngKey(9));
  for (double& entry : parameters.flat()) entry = rng.uniform(-0.8, 0.8);
}

TEST(Autoencoder, GradientMeetsCentralDifferences) {
  Autoencoder<double> encoder(small(EncoderKind::autoencoder), input_size, batch, RngKey(1));
  scatter(encoder.parameters());
  const Matrix<double> inputs = random_inputs(batch, -1.0, 1.0);
  encoder.compute_gradient(inputs);
  const Matrix<double> gradient = encoder.gradient().flat();
  const nn::GradientCheck check =
      nn::check_gradient([&] { return encoder.compute_gradient(inputs); }, encoder.parameters().flat(), gradient);
  EXPECT_LT(check.largest_error, 1e-6) << check.worst;
}

TEST(Rbm, FreeEnergyGradientMeetsCentralDifferences) {
  for (const Visible visible : {Visible::gaussian, Visible::binary}) {
    Rbm<double> rbm(small(EncoderKind::rbm, visible), input_size, batch, RngKey(1));
    scatter(rbm.parameters());
    const Matrix<double> inputs = random_inputs(batch, 0.0, 1.0);
    rbm.add_free_energy_gradient(inputs, 2.0);
    const Matrix<double> gradient = rbm.gradient().flat();
    const nn::GradientCheck check =
        nn::check_gradient([&] { return 2.0 * rbm.free_energy(inputs); }, rbm.parameters().flat(), gradient);
    EXPECT_LT(check.largest_error, 1e-6) << check.worst;
  }
}

TEST(Rbm, CodesAreTheProbabilitiesOfHiddenUnits) {
  Rbm<double> rbm(small(EncoderKind::rbm), input_size, 1, RngKey(1));
  scatter(rbm.parameters());
  const Matrix<double> inputs = random_inputs(1, -1.0, 1.0);
  Matrix<double> codes(3, 1);
  rbm.encode(inputs, codes);
  const Matrix<double> activations = rbm.parameters()[0] * inputs + rbm.parameters()[1];
  EXPECT_LT((codes.array() - activations.array().logistic()).abs().maxCoeff(), 1e-12);
}

/// Contrastive divergence lowers the free energy of the data against that of far-off inputs.
TEST(Rbm, LearnsWhatItIsShown) {
  EncoderOptions options = small(EncoderKind::rbm, Visible::binary);
  options.learning_rate = 0.05;
  constexpr Index columns = 20;
  Rbm<double> rbm(options, input_size, columns, RngKey(1));
  Matrix<double> shown = Matrix<double>::Zero(input_size, columns);
  shown.topRows(2).setOnes();
  const Matrix<double> other = Matrix<double>::Ones(input_size, columns) - shown;
  for (int i = 0; i < 500; ++i) rbm.learn(shown);
  EXPECT_LT(rbm.free_energy(shown), rbm.free_energy(other) - columns);
}

template <class Scalar>
void expect_falling_error(const EncoderOptions& options, double low, double high) {
  constexpr Index columns = 16;
  constexpr int steps = 3000;
  constexpr int measured = 100;
  const auto encoder = make_encoder<Scalar>(options, input_size, columns, RngKey(2));
  const Matrix<Scalar> inputs = simple_inputs(columns, low, high).cast<Scalar>();
  double first = 0.0;
  double last = 0.0;
  for (int step = 0; step < steps; ++step) {
    const auto error = static_cast<double>(encoder->learn(inputs));
    if (step < measured) first += error / measured;
    if (step >= steps - measured) last += error / measured;
  }
  EXPECT_LT(last, 0.6 * first);
}

TEST(Encoder, ReconstructionErrorFalls) {
  expect_falling_error<double>(small(EncoderKind::autoencoder), -1.0, 1.0);
  expect_falling_error<float>(small(EncoderKind::autoencoder), -1.0, 1.0);
  EncoderOptions rbm = small(EncoderKind::rbm);
  rbm.learning_rate = 0.02;
  expect_falling_error<double>(rbm, -2.0, 2.0);
  expect_falling_error<float>(rbm, -2.0, 2.0);
}

TEST(Encoder, MoreStepsOfContrastiveDivergenceAreAnotherLife) {
  EncoderOptions options = small(EncoderKind::rbm);
  const Matrix<double> inputs = random_inputs(batch, -1.0, 1.0);
  Rbm<double> one(options, input_size, batch, RngKey(1));
  options.steps = 3;
  Rbm<double> three(options, input_size, batch, RngKey(1));
  EXPECT_EQ(one.parameters().flat(), three.parameters().flat());
  one.learn(inputs);
  three.learn(inputs);
  EXPECT_NE(one.parameters().flat(), three.parameters().flat());
}

TEST(Encoder, NoneIsNone) { EXPECT_EQ(make_encoder<float>({}, input_size, batch, RngKey(1)), nullptr); }

}  // namespace
}  // namespace rlrun::learners::reinforcement_modified
