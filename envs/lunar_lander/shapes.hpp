#pragma once

#include <array>

#include "envs/lunar_lander/state.hpp"
#include "envs/lunar_lander/vec2.hpp"

namespace rlrun::envs::lunar_lander {

/// Corners counter-clockwise, m.
using HullCorners = std::array<Vec2, 6>;
using LegCorners = std::array<Vec2, 4>;

/// No point of hull or legs is farther from the origin than this, m: the outer lower corner of a leg is, at
/// sqrt(22^2 + 26^2) pixels.
constexpr double craft_radius = 1.136;

HullCorners hull_corners(const Pose& pose);

/// The middle of the hull's bounding box, m.
Vec2 hull_middle(const Pose& pose);

/// The box of a leg, 4 x 16 pixels.
struct LegShape {
  LegCorners corners;
  Vec2 center;
};

/// `side`: +1 right, -1 left; `leg_angle`: rad against the hull.
LegShape leg_shape(const Pose& pose, double side, double leg_angle);

}  // namespace rlrun::envs::lunar_lander
