#include "envs/lunar_lander/replayer.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "envs/lunar_lander/dynamics.hpp"

namespace rlrun::envs::lunar_lander {
namespace {

const Parameters parameters;

Vector<double> entries(const Observation& observation) {
  Vector<double> result(static_cast<Index>(observation.size()));
  std::ranges::copy(observation, result.begin());
  return result;
}

/// The step of a craft upside down that is about to leave the world, 10 m/s down and 5 m/s outwards, with its top so
/// high above the flat ground, m; as it is recorded.
RecordedTransition leaving_step(double height, Transition& transition) {
  constexpr double half_turn = 3.14159265;
  constexpr double top = 17.0 / 30.0;
  State state = from_observation({0.995, 0.0, 1.0, -10.0 * 0.13333, half_turn, 0.0, 0.0, 0.0}, parameters);
  state.center.y += flat_terrain().front() + top + height - pose(state, parameters).origin.y;
  transition = step(state, {}, {}, parameters);
  return {.t = 0,
          .before = entries(observe(state, parameters)),
          .action = Vector<double>::Zero(1),
          .noise = Vector<double>::Zero(2),
          .after = entries(transition.observation),
          .reward = transition.reward,
          .terminated = true};
}

/// The hull touches the ground in the very step that leaves the world, and no leg's flag is set: the recording shows
/// neither of this, but the jump of the velocity that Box2D makes of it.
TEST(LunarLanderReplayer, PassesOverAStepThatMayTouchTheGroundAsItLeavesTheWorld) {
  Transition transition;
  const RecordedTransition recorded = leaving_step(0.1, transition);
  ASSERT_EQ(transition.outcome, Outcome::crashed);
  ASSERT_GE(transition.observation[0], 1.0);
  EXPECT_EQ(transition.observation[6] + transition.observation[7], 0.0);
  EXPECT_FALSE(FlightReplayer(Control::discrete).can_repeat(recorded));
}

TEST(LunarLanderReplayer, RepeatsAStepThatLeavesTheWorldAboveAllGround) {
  Transition transition;
  const RecordedTransition recorded = leaving_step(5.0, transition);
  ASSERT_EQ(transition.outcome, Outcome::out_of_bounds);
  FlightReplayer replayer(Control::discrete);
  ASSERT_TRUE(replayer.can_repeat(recorded));
  Vector<double> after(recorded.after.size());
  EXPECT_TRUE(replayer.repeat(recorded, after).terminated);
  EXPECT_LE((after - recorded.after).cwiseAbs().maxCoeff(), 1e-9);
}

}  // namespace
}  // namespace rlrun::envs::lunar_lander
