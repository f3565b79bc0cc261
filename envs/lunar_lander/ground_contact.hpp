#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <span>

#include "envs/lunar_lander/separation.hpp"
#include "envs/lunar_lander/state.hpp"

namespace rlrun::envs::lunar_lander {

/// Where a leg touches the ground.
struct Touch {
  std::uint32_t edges = 0;  ///< bit k: within reach of edge k
  /// To the nearest of these edges.
  Separation nearest = {.distance = std::numeric_limits<double>::infinity()};
  Vec2 leg_center{};  ///< m
};

using Touches = std::array<Touch, 2>;

/// False only when no part of the craft can come within `margin` (m) of the ground.
bool near_ground(const State& state, Vec2 origin, double margin);

/// True when the hull is nearer to the ground than `reach` (m), or below it.
bool hull_touches(const Terrain& terrain, const Pose& pose, double reach);

/// The edges nearer to the leg than `reach` (m), or than `reach + slack` where it touched them before.
Touch leg_touch(const State& state, const Pose& pose, std::size_t leg, double reach, double slack = 0.0);

/// Makes `edges` those that the leg touches. Its contact flag is set when one is new and cleared when one is gone; the
/// latter wins, for Box2D goes through its contacts from the newest to the oldest.
void update_contact(Leg& leg, std::uint32_t edges);

}  // namespace rlrun::envs::lunar_lander
