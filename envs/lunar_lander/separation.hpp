#pragma once

#include <span>

#include "envs/lunar_lander/terrain.hpp"
#include "envs/lunar_lander/vec2.hpp"

namespace rlrun::envs::lunar_lander {

/// How a convex polygon lies to an edge of the ground.
struct Separation {
  double distance = 0.0;  ///< m; negative: depth of the overlap
  Vec2 normal{};          ///< unit vector away from the edge
  Vec2 point{};           ///< where they touch first: a corner of the polygon or an end of the edge
};

/// Along the axis of largest separation, which is a normal of the edge's line or of a side of the polygon (separating
/// axis theorem); near the end of an edge this is less than the Euclidean distance. A side of the polygon must win
/// clearly, as in Box2D 2.3, so that the normal of a foot on flat ground is that of the ground.
/// `corners`: at least three, counter-clockwise. The polygon counts as on that side of the edge where its centre is.
Separation separation(std::span<const Vec2> corners, Vec2 center, Vec2 edge_left, Vec2 edge_right);

}  // namespace rlrun::envs::lunar_lander
