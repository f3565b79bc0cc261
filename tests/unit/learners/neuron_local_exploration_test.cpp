#include "lib/learners/neuron_local/exploration.hpp"

#include <gtest/gtest.h>

#include "tests/unit/learners/state_fixtures.hpp"

namespace rlrun::learners::neuron_local {
namespace {

constexpr Index neurons = 50;
constexpr Index outputs = 5;

Exploration make_exploration(double fraction, ExplorationScope scope, Index slots = 1, bool outputs_always = false) {
  ExplorationOptions options;
  options.noise.kind = NoiseKind::gaussian;
  options.fraction = fraction;
  options.scope = scope;
  options.outputs_always = outputs_always;
  return {options, Vector<double>::Constant(neurons, 0.2), outputs, slots, RngKey(3)};
}

struct Step {
  Vector<double> noise = Vector<double>::Zero(neurons);
  Vector<double> explores = Vector<double>::Zero(neurons);
};

Step advance(Exploration& exploration, Index slot = 0, double share = 1.0) {
  Step step;
  exploration.advance<double>(slot, share, step.noise, step.explores);
  return step;
}

TEST(NeuronLocalExploration, AllNeuronsExploreUnlessToldOtherwise) {
  Exploration exploration = make_exploration(1.0, ExplorationScope::step);
  exploration.begin_episode(0, 0);
  const Step step = advance(exploration);
  EXPECT_TRUE((step.explores.array() == 1.0).all());
  EXPECT_TRUE((step.noise.array() != 0.0).all());
}

TEST(NeuronLocalExploration, AFractionOfThemDoesAndTheOthersAreWithoutNoise) {
  Exploration exploration = make_exploration(0.3, ExplorationScope::step);
  exploration.begin_episode(0, 0);
  double explored = 0.0;
  for (int i = 0; i < 1000; ++i) {
    const Step step = advance(exploration);
    explored += step.explores.mean() / 1000;
    EXPECT_TRUE(((step.explores.array() == 0.0) == (step.noise.array() == 0.0)).all());
  }
  EXPECT_NEAR(explored, 0.3, 0.01);
}

TEST(NeuronLocalExploration, OutputNeuronsMayAlwaysExplore) {
  Exploration exploration = make_exploration(0.01, ExplorationScope::step, 1, true);
  exploration.begin_episode(0, 0);
  for (int i = 0; i < 10; ++i) {
    const Step step = advance(exploration);
    EXPECT_TRUE((step.explores.tail(outputs).array() == 1.0).all());
    EXPECT_LT(step.explores.head(neurons - outputs).mean(), 0.2);
  }
}

TEST(NeuronLocalExploration, TheyAreDrawnForEveryStepOrForEveryEpisode) {
  Exploration by_step = make_exploration(0.5, ExplorationScope::step);
  by_step.begin_episode(0, 0);
  EXPECT_NE(advance(by_step).explores, advance(by_step).explores);

  Exploration by_episode = make_exploration(0.5, ExplorationScope::episode);
  by_episode.begin_episode(0, 0);
  const Vector<double> first = advance(by_episode).explores;
  EXPECT_EQ(advance(by_episode).explores, first);
  by_episode.begin_episode(0, 1);
  EXPECT_NE(advance(by_episode).explores, first);
}

TEST(NeuronLocalExploration, TheShareScalesTheNoise) {
  Exploration whole = make_exploration(1.0, ExplorationScope::step);
  Exploration half = make_exploration(1.0, ExplorationScope::step);
  whole.begin_episode(0, 0);
  half.begin_episode(0, 0);
  EXPECT_TRUE(advance(half, 0, 0.5).noise.isApprox(0.5 * advance(whole).noise));
}

TEST(NeuronLocalExploration, GoesOnAfterLoading) {
  Exploration exploration = make_exploration(0.5, ExplorationScope::episode, 2);
  exploration.begin_episode(0, 0);
  exploration.begin_episode(1, 1);
  advance(exploration, 1);
  Exploration loaded = make_exploration(0.5, ExplorationScope::episode, 2);
  load(loaded, saved(exploration));
  for (const Index slot : {0, 1}) {
    const Step expected = advance(exploration, slot);
    const Step found = advance(loaded, slot);
    EXPECT_EQ(found.noise, expected.noise);
    EXPECT_EQ(found.explores, expected.explores);
  }
}

}  // namespace
}  // namespace rlrun::learners::neuron_local
