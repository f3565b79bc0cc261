#include "envs/chain/dynamics.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace rlrun::envs::chain {
namespace {

const Parameters paper;
const Parameters walk = {.variant = Variant::walk, .start = 1.0};

double next_above(double value) { return std::nextafter(value, 1e9); }
double next_below(double value) { return std::nextafter(value, -1e9); }

TEST(ChainEnds, AreTheWallAndTheGoalOrMirrored) {
  EXPECT_EQ(ends({.length = 7}).left, 0.0);
  EXPECT_EQ(ends({.length = 7}).goal, 7.0);
  EXPECT_EQ(ends({.variant = Variant::walk, .length = 7}).left, -7.0);
  EXPECT_EQ(ends({.variant = Variant::walk, .length = 7}).goal, 7.0);
}

TEST(ChainStep, OfThePaperStopsAtBothEnds) {
  EXPECT_EQ(step({4.0}, 0.75, paper).position, 4.75);
  EXPECT_EQ(step({4.0}, -1.0, paper).position, 3.0);
  EXPECT_EQ(step({0.5}, -1.0, paper).position, 0.0);
  EXPECT_EQ(step({99.5}, 1.0, paper).position, 100.0);
}

TEST(ChainStep, OfTheWalkStopsNowhere) {
  EXPECT_EQ(step({0.5}, -1.0, walk).position, -0.5);
  EXPECT_EQ(step({99.5}, 1.0, walk).position, 100.5);
  EXPECT_EQ(step({-99.5}, -1.0, walk).position, -100.5);
}

TEST(ChainLimits, ThePaperEndsOnTheGoal) {
  EXPECT_TRUE(is_terminal({100.0}, paper));
  EXPECT_TRUE(at_goal({100.0}, paper));
  EXPECT_FALSE(is_terminal({next_below(100.0)}, paper));
  EXPECT_FALSE(is_terminal({0.0}, paper));
}

TEST(ChainLimits, TheWalkEndsBeyondBothEnds) {
  EXPECT_FALSE(is_terminal({100.0}, walk));
  EXPECT_TRUE(is_terminal({next_above(100.0)}, walk));
  EXPECT_TRUE(at_goal({next_above(100.0)}, walk));
  EXPECT_FALSE(is_terminal({-100.0}, walk));
  EXPECT_TRUE(is_terminal({next_below(-100.0)}, walk));
  EXPECT_FALSE(at_goal({next_below(-100.0)}, walk));
}

TEST(ChainReward, OfThePaperIsTheGoalsOrTheCostOfAMoveToTheLeft) {
  EXPECT_EQ(reward({100.0}, 1.0, paper), 100.0);
  EXPECT_EQ(reward({99.0}, 1.0, paper), 0.0);
  EXPECT_EQ(reward({50.0}, 0.0, paper), 0.0);
  EXPECT_EQ(reward({50.0}, -1e-3, paper), -1.0);
  EXPECT_EQ(reward({0.0}, -1.0, paper), -1.0);
}

TEST(ChainReward, OfTheWalkIsBySideAndMirroredAtTheEnds) {
  EXPECT_EQ(reward({100.5}, 1.0, walk), 100.0);
  EXPECT_EQ(reward({-100.5}, -1.0, walk), -100.0);
  EXPECT_EQ(reward({100.0}, 1.0, walk), 1.0);
  EXPECT_EQ(reward({-100.0}, -1.0, walk), -1.0);
  EXPECT_EQ(reward({std::numeric_limits<double>::min()}, -1.0, walk), 1.0);
  EXPECT_EQ(reward({0.0}, 1.0, walk), -1.0);
  EXPECT_EQ(reward({-5.0}, 1.0, walk), -1.0);
}

TEST(ChainReward, FollowsTheParameters) {
  const Parameters other_paper = {.length = 5, .goal_reward = 7.0, .left_reward = -0.25};
  EXPECT_EQ(reward({5.0}, 1.0, other_paper), 7.0);
  EXPECT_EQ(reward({3.0}, -1.0, other_paper), -0.25);
  const Parameters other_walk = {.variant = Variant::walk, .length = 5, .goal_reward = 7.0, .side_reward = 0.5};
  EXPECT_EQ(reward({-6.0}, -1.0, other_walk), -7.0);
  EXPECT_EQ(reward({3.0}, -1.0, other_walk), 0.5);
  EXPECT_EQ(reward({-3.0}, 1.0, other_walk), -0.5);
}

}  // namespace
}  // namespace rlrun::envs::chain
