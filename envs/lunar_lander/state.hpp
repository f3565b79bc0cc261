#pragma once

#include <array>
#include <cstdint>

#include "envs/lunar_lander/parameters.hpp"
#include "envs/lunar_lander/terrain.hpp"
#include "envs/lunar_lander/vec2.hpp"

namespace rlrun::envs::lunar_lander {

/// A leg on a joint at the lander's origin. Leg 0 is the right one, leg 1 the left one.
struct Leg {
  double angle = 0.0;       ///< rad against the hull, from Parameters::leg_extended to leg_folded
  double torque = 0.0;      ///< N m, of the motor in the last step; positive extends
  Vec2 impulse{};           ///< N s, of the ground on the foot in the last step: x along the ground, y away from it
  std::uint32_t edges = 0;  ///< bit k: touches edge k of the ground
  bool contact = false;     ///< as observed: set when a touch of any edge begins, cleared when one ends
};

/// Everything that the future depends on, apart from engine commands and noise.
struct State {
  Vec2 center{};                  ///< m, centre of mass of lander and legs together
  Vec2 velocity{};                ///< m/s, of `center`
  double angle = 0.0;             ///< rad, positive to the left, not wrapped
  double angular_velocity = 0.0;  ///< rad/s
  std::array<Leg, 2> legs{};
  int still_steps = 0;   ///< for how many steps the craft has been still
  double shaping = 0.0;  ///< potential of the reward at this state, as it was observed
  Terrain terrain{};
};

/// +1 for leg 0 (right), -1 for leg 1 (left): the side on which it is and in which it folds.
constexpr double side_of_leg(std::size_t leg) { return leg == 0 ? 1.0 : -1.0; }

/// Where the lander's origin is, the point at which its legs are hinged, and how it is turned.
struct Pose {
  Vec2 origin{};
  Rotation turn{};
};

inline Pose pose(const State& state, const Parameters& parameters) {
  const Rotation turn = Rotation::by(state.angle);
  return {.origin = state.center - parameters.center_height * turn.up(), .turn = turn};
}

}  // namespace rlrun::envs::lunar_lander
