#include "lib/learners/reinforcement_modified/desired_output.hpp"

#include <gtest/gtest.h>

#include "lib/core/rng.hpp"

namespace rlrun::learners::reinforcement_modified {
namespace {

const DesiredOutputOptions options = {
    .reward_step = 0.5, .punish_step = 0.25, .spread_step = 0.125, .ceiling = 0.9, .floor = 0.1, .margin = 0.0625};

Vector<double> targets_of(const Vector<double>& outputs, Index action, double reinforcement,
                          const DesiredOutputOptions& with = options) {
  Vector<double> targets(outputs.size());
  desired_output<double>(with, outputs, action, reinforcement, targets);
  return targets;
}

/// Outputs anywhere in (0, 1), for 2 and for 4 actions, and any reinforcement within +- 2.
template <class Check>
void for_random_cases(const Check& check) {
  constexpr int cases = 500;
  Rng rng(RngKey(3));
  for (const Index actions : {2, 4}) {
    for (int i = 0; i < cases; ++i) {
      Vector<double> outputs(actions);
      for (double& output : outputs) output = rng.uniform();
      const auto action = static_cast<Index>(rng.below(static_cast<std::uint64_t>(actions)));
      check(outputs, action, rng.uniform(0.01, 2.0));
    }
  }
}

TEST(DesiredOutput, OfARewardWithTwoActionsIsTheFormula) {
  const Vector<double> targets = targets_of(Vector<double>{{0.5, 0.6}}, 0, 0.5);
  EXPECT_DOUBLE_EQ(targets[0], 0.5 + 0.5 * 0.5 * (0.9 - 0.5));
  EXPECT_DOUBLE_EQ(targets[1], targets[0] - 0.0625);
}

TEST(DesiredOutput, OfAPunishmentWithFourActionsIsTheFormula) {
  const Vector<double> targets = targets_of(Vector<double>{{0.2, 0.5, 0.6, 0.9}}, 1, -0.5);
  EXPECT_DOUBLE_EQ(targets[1], 0.5 - 0.25 * 0.5 * (0.5 - 0.1));
  EXPECT_DOUBLE_EQ(targets[0], 0.2 + 0.125 * 0.5 * (0.9 - 0.2) / 3.0);
  EXPECT_DOUBLE_EQ(targets[2], 0.6 + 0.125 * 0.5 * (0.9 - 0.6) / 3.0);
  EXPECT_DOUBLE_EQ(targets[3], 0.9);
}

TEST(DesiredOutput, OfNoReinforcementIsTheOutput) {
  for_random_cases([](const Vector<double>& outputs, Index action, double /*strength*/) {
    EXPECT_EQ(targets_of(outputs, action, 0.0), outputs);
    EXPECT_EQ(targets_of(outputs, action, -0.0), outputs);
  });
}

TEST(DesiredOutput, ARewardNeverLowersTheActionAndPutsItFirst) {
  for_random_cases([](const Vector<double>& outputs, Index action, double strength) {
    const Vector<double> targets = targets_of(outputs, action, strength);
    EXPECT_GE(targets[action], outputs[action]);
    if (outputs[action] < options.ceiling) {
      EXPECT_GT(targets[action], outputs[action]);
    }
    if (outputs[action] >= options.floor + options.margin) {
      Index highest = 0;
      targets.maxCoeff(&highest);
      EXPECT_EQ(highest, action);
    }
  });
}

TEST(DesiredOutput, ARewardKeepsTheOrderOfTheOthers) {
  for_random_cases([](const Vector<double>& outputs, Index action, double strength) {
    const Vector<double> targets = targets_of(outputs, action, strength);
    for (Index i = 0; i < outputs.size(); ++i) {
      for (Index j = 0; j < outputs.size(); ++j) {
        if (i != action && j != action && outputs[i] <= outputs[j]) {
          EXPECT_LE(targets[i], targets[j]);
        }
      }
    }
  });
}

TEST(DesiredOutput, ARewardLeavesActionsThatStandLowEnoughAsTheyAre) {
  const Vector<double> outputs{{0.8, 0.3, 0.81, 0.05}};
  const Vector<double> targets = targets_of(outputs, 0, 1.0);
  EXPECT_EQ(targets[1], outputs[1]);
  EXPECT_LT(targets[2], outputs[2]);
  EXPECT_EQ(targets[3], outputs[3]);
}

TEST(DesiredOutput, APunishmentLowersTheActionAndRaisesAllOthers) {
  for_random_cases([](const Vector<double>& outputs, Index action, double strength) {
    const Vector<double> targets = targets_of(outputs, action, -strength);
    for (Index i = 0; i < outputs.size(); ++i) {
      if (i == action) {
        EXPECT_LE(targets[i], outputs[i]);
        if (outputs[i] > options.floor) {
          EXPECT_LT(targets[i], outputs[i]);
        }
      } else {
        EXPECT_GE(targets[i], outputs[i]);
        if (outputs[i] < options.ceiling) {
          EXPECT_GT(targets[i], outputs[i]);
        }
      }
    }
  });
}

TEST(DesiredOutput, NothingIsMovedPastCeilingOrFloor) {
  DesiredOutputOptions strong = options;
  strong.reward_step = strong.punish_step = strong.spread_step = 1.0;
  constexpr double rounding = 1e-15;
  for_random_cases([&](const Vector<double>& outputs, Index action, double strength) {
    for (const double reinforcement : {strength, -strength}) {
      const Vector<double> targets = targets_of(outputs, action, reinforcement, strong);
      for (Index i = 0; i < outputs.size(); ++i) {
        EXPECT_LE(targets[i], std::max(outputs[i], strong.ceiling) + rounding);
        EXPECT_GE(targets[i], std::min(outputs[i], strong.floor) - rounding);
      }
    }
  });
}

TEST(DesiredOutput, AStrongerReinforcementMovesFurther) {
  const Vector<double> outputs{{0.5, 0.5}};
  EXPECT_GT(targets_of(outputs, 0, 1.0)[0], targets_of(outputs, 0, 0.5)[0]);
  EXPECT_LT(targets_of(outputs, 0, -1.0)[0], targets_of(outputs, 0, -0.5)[0]);
  EXPECT_GT(targets_of(outputs, 0, -1.0)[1], targets_of(outputs, 0, -0.5)[1]);
}

TEST(DesiredOutput, FloatAgreesWithDouble) {
  for_random_cases([](const Vector<double>& outputs, Index action, double strength) {
    for (const double reinforcement : {strength, -strength}) {
      Vector<float> targets(outputs.size());
      desired_output<float>(options, outputs.cast<float>(), action, reinforcement, targets);
      EXPECT_LT((targets.cast<double>() - targets_of(outputs, action, reinforcement)).cwiseAbs().maxCoeff(), 1e-6);
    }
  });
}

}  // namespace
}  // namespace rlrun::learners::reinforcement_modified
