#include "lib/learners/neuron_local/readout.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace rlrun::learners::neuron_local {
namespace {

double best(const Readout& readout, const Vector<double>& outputs) {
  Vector<double> action(1);
  readout.write_best<double>(outputs, action);
  return action[0];
}

TEST(NeuronLocalReadout, ABoxHasANeuronADimension) {
  Readout readout({}, BoxSpace{.low = Vector<double>{{-2.0, 0.0}}, .high = Vector<double>{{2.0, 1.0}}});
  EXPECT_EQ(readout.size(), 2);
  EXPECT_TRUE(readout.is_bounded());
  Rng rng;
  Vector<double> action(2);
  readout.write<double>(Vector<double>{{0.5, 3.0}}, rng, action);
  EXPECT_TRUE(action.isApprox(Vector<double>{{1.0, 1.0}}));
}

TEST(NeuronLocalReadout, SoftmaxDrawsByTheOutputs) {
  Readout readout({.discretisation = Discretisation::softmax, .temperature = 0.5}, DiscreteSpace{3});
  EXPECT_EQ(readout.size(), 3);
  EXPECT_FALSE(readout.is_bounded());
  const Vector<double> outputs{{0.2, 0.7, -0.3}};
  EXPECT_EQ(best(readout, outputs), 1.0);
  const Vector<double> weights = (2.0 * outputs.array()).exp();
  Rng rng(RngKey(1));
  Vector<double> counts = Vector<double>::Zero(3);
  constexpr int count = 20000;
  for (int i = 0; i < count; ++i) {
    Vector<double> action(1);
    readout.write<double>(outputs, rng, action);
    counts[static_cast<Index>(action[0])] += 1.0 / count;
  }
  EXPECT_LT((counts - weights / weights.sum()).cwiseAbs().maxCoeff(), 0.02);
}

TEST(NeuronLocalReadout, SignCutsTheRangeIntoEqualParts) {
  const Readout two({.discretisation = Discretisation::sign}, DiscreteSpace{2});
  EXPECT_EQ(two.size(), 1);
  EXPECT_EQ(best(two, Vector<double>{{-0.01}}), 0.0);
  EXPECT_EQ(best(two, Vector<double>{{0.01}}), 1.0);
  const Readout three({.discretisation = Discretisation::sign}, DiscreteSpace{3});
  const double outputs[] = {-7.0, -0.34, -0.32, 0.32, 0.34, 7.0};
  const double actions[] = {0.0, 0.0, 1.0, 1.0, 2.0, 2.0};
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(best(three, Vector<double>{{outputs[i]}}), actions[i]) << outputs[i];
}

}  // namespace
}  // namespace rlrun::learners::neuron_local
