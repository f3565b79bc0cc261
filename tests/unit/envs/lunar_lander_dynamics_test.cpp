#include "envs/lunar_lander/dynamics.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "envs/lunar_lander/ground_contact.hpp"
#include "envs/lunar_lander/separation.hpp"
#include "envs/lunar_lander/start.hpp"

namespace rlrun::envs::lunar_lander {
namespace {

const Parameters parameters;

/// At rest, high above a flat ground.
State hovering(double x = 0.0) { return from_observation({x, 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0}, parameters); }

TEST(LunarLanderTerrain, HasItsPadBelowTheZeroOfTheHeight) {
  TerrainDraws draws;
  draws.fill(0.0);
  const Terrain terrain = make_terrain(draws);
  for (const std::size_t i : {4U, 5U, 6U}) EXPECT_NEAR(terrain[i], 3.3, 1e-12);
  EXPECT_NEAR(terrain[3], 2.2, 1e-12);  // two of its three neighbours belong to the pad
  EXPECT_NEAR(terrain[2], 1.1, 1e-12);
  EXPECT_EQ(terrain[0], 0.0);
}

TEST(LunarLanderTerrain, TakesTheLastDrawForTheNeighbourOfTheFirst) {
  TerrainDraws draws;
  draws.fill(0.0);
  draws.back() = 1.0;
  const Terrain terrain = make_terrain(draws);
  EXPECT_NEAR(terrain.front(), 0.33 * world_height / 2.0, 1e-12);
  EXPECT_NEAR(terrain.back(), 0.33 * world_height / 2.0, 1e-12);
}

TEST(LunarLanderStart, GivesTheObservationOfThePush) {
  const Observation observation = observe(start_state({.x = 1.0, .y = -1.0}, flat_terrain(), parameters), parameters);
  EXPECT_NEAR(observation[0], 0.007983, 1e-9);
  EXPECT_NEAR(observation[1], 1.410320 - 0.012099, 1e-9);
  EXPECT_NEAR(observation[2], 0.808560, 1e-9);
  EXPECT_NEAR(observation[3], -0.026667 - 0.537755, 1e-9);
  EXPECT_NEAR(observation[4], -0.009250, 1e-9);
  EXPECT_NEAR(observation[5], -0.183151, 1e-9);
}

TEST(LunarLanderEngines, ChangeTheVelocityAsMeasured) {
  const State before = hovering();
  State main = before;
  fire_engines(discrete_command(Action::main), {}, parameters, main);
  EXPECT_NEAR(main.velocity.y, 0.3495, 1e-4);
  EXPECT_NEAR(main.angular_velocity, 0.0, 1e-12);
  State right = before;
  fire_engines(discrete_command(Action::right), {}, parameters, right);
  EXPECT_NEAR(right.velocity.x, 0.0484, 1e-4);
  EXPECT_NEAR(right.angular_velocity, -0.0994, 1e-4);
  State left = before;
  fire_engines(discrete_command(Action::left), {}, parameters, left);
  EXPECT_NEAR(left.velocity.x, -right.velocity.x, 1e-15);
  EXPECT_NEAR(left.angular_velocity, -right.angular_velocity, 1e-15);
}

TEST(LunarLanderEngines, FireBeyondTheirThresholdsOnly) {
  EXPECT_EQ(continuous_command(0.0, 0.5, parameters).main_power, 0.0);
  EXPECT_EQ(continuous_command(0.0, 0.5, parameters).side_power, 0.0);
  const EngineCommand command = continuous_command(0.5, -0.75, parameters);
  EXPECT_EQ(command.main_power, 0.75);
  EXPECT_EQ(command.side_power, 0.75);
  EXPECT_EQ(command.side_direction, -1.0);
  EXPECT_EQ(continuous_command(7.0, 7.0, parameters).main_power, 1.0);
  EXPECT_EQ(continuous_command(7.0, 7.0, parameters).side_power, 1.0);
}

TEST(LunarLanderStep, FallsFreely) {
  const State before = hovering();
  const Transition transition = step(before, {}, {}, parameters);
  EXPECT_NEAR(transition.state.velocity.y, -0.2, 1e-15);
  EXPECT_NEAR(transition.state.center.y, before.center.y - 0.004, 1e-12);
  EXPECT_EQ(transition.outcome, Outcome::under_way);
}

TEST(LunarLanderStep, PaysTheGainOfTheShapingLessTheFuel) {
  const State before = hovering(0.3);
  const Transition transition = step(before, discrete_command(Action::main), {}, parameters);
  EXPECT_NEAR(transition.reward, shaping(transition.observation) - before.shaping - 0.30, 1e-12);
  const Transition sideways = step(before, discrete_command(Action::left), {}, parameters);
  EXPECT_NEAR(sideways.reward, shaping(sideways.observation) - before.shaping - 0.03, 1e-12);
}

TEST(LunarLanderStep, EndsBesideTheWorld) {
  State state = hovering(0.9999);
  EXPECT_EQ(step(state, {}, {}, parameters).outcome, Outcome::under_way);
  state.velocity.x = 1.0;
  const Transition transition = step(state, {}, {}, parameters);
  EXPECT_EQ(transition.outcome, Outcome::out_of_bounds);
  EXPECT_EQ(transition.reward, -100.0);
}

TEST(LunarLanderStep, CrashesWhereTheHullMeetsTheGround) {
  State state = hovering();
  state.center.y = 3.3 + 10.0 / 30.0 + parameters.center_height + 0.1;
  state.velocity.y = -6.0;
  const Transition transition = step(state, {}, {}, parameters);
  EXPECT_EQ(transition.outcome, Outcome::crashed);
  EXPECT_EQ(transition.reward, -100.0);
}

TEST(LunarLanderStep, LandsAfterHalfASecondOfStillness) {
  State state = hovering();
  state.center.y = 3.3 + 0.02 + 0.61 + parameters.center_height + 0.02;
  int steps = 0;
  Transition transition;
  for (transition.outcome = Outcome::under_way; transition.outcome == Outcome::under_way && steps < 200; ++steps) {
    transition = step(state, {}, {}, parameters);
    state = transition.state;
  }
  EXPECT_EQ(transition.outcome, Outcome::landed);
  EXPECT_EQ(transition.reward, 100.0);
  EXPECT_EQ(state.still_steps, 25);
  EXPECT_GT(steps, 25);
  EXPECT_NEAR(pose(state, parameters).origin.y - 3.3, 0.628, 0.01);
  EXPECT_EQ(transition.observation[6], 1.0);
  EXPECT_EQ(transition.observation[7], 1.0);
}

TEST(LunarLanderContact, IsSetByABeginningAndClearedByAnEnd) {
  Leg leg;
  update_contact(leg, 0b01);
  EXPECT_TRUE(leg.contact);
  update_contact(leg, 0b11);
  EXPECT_TRUE(leg.contact);
  update_contact(leg, 0b10);
  EXPECT_FALSE(leg.contact) << "one of two touches has ended, though the leg still stands";
  update_contact(leg, 0b10);
  EXPECT_FALSE(leg.contact);
}

TEST(LunarLanderSeparation, IsTheDistanceOfABoxAboveAnEdge) {
  const std::array<Vec2, 4> box = {{{1.0, 2.0}, {-1.0, 2.0}, {-1.0, 0.5}, {1.0, 0.5}}};
  const Separation above = separation(box, {0.0, 1.25}, {-5.0, 0.0}, {5.0, 0.0});
  EXPECT_NEAR(above.distance, 0.5, 1e-15);
  EXPECT_NEAR(above.normal.y, 1.0, 1e-15);
  const Separation beside = separation(box, {0.0, 1.25}, {3.0, 1.0}, {5.0, 1.0});
  EXPECT_NEAR(beside.distance, 2.0, 1e-15);
  EXPECT_NEAR(beside.normal.x, -1.0, 1e-15);
  const Separation within = separation(box, {0.0, 1.25}, {-5.0, 0.75}, {5.0, 0.75});
  EXPECT_NEAR(within.distance, -0.25, 1e-15);
}

}  // namespace
}  // namespace rlrun::envs::lunar_lander
