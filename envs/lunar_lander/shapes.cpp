#include "envs/lunar_lander/shapes.hpp"

namespace rlrun::envs::lunar_lander {
namespace {

constexpr double pixel = 1.0 / 30.0;

constexpr HullCorners hull = {{{14 * pixel, 17 * pixel},
                               {-14 * pixel, 17 * pixel},
                               {-17 * pixel, 0.0},
                               {-17 * pixel, -10 * pixel},
                               {17 * pixel, -10 * pixel},
                               {17 * pixel, 0.0}}};
constexpr Vec2 middle_of_hull = {0.0, 3.5 * pixel};

// The right leg at angle 0, from its joint; the left one is its mirror image.
constexpr Vec2 leg_center = {20 * pixel, -18 * pixel};
constexpr double leg_half_width = 2 * pixel;
constexpr double leg_half_height = 8 * pixel;

}  // namespace

HullCorners hull_corners(const Pose& pose) {
  HullCorners corners;
  for (std::size_t i = 0; i < hull.size(); ++i) corners[i] = pose.origin + pose.turn.apply(hull[i]);
  return corners;
}

Vec2 hull_middle(const Pose& pose) { return pose.origin + pose.turn.apply(middle_of_hull); }

LegShape leg_shape(const Pose& pose, double side, double leg_angle) {
  const Rotation folded = Rotation::by(side * leg_angle);
  const Vec2 right = pose.turn.apply(folded.right());
  const Vec2 up = pose.turn.apply(folded.up());
  const Vec2 center = pose.origin + side * leg_center.x * right + leg_center.y * up;
  const Vec2 half_width = leg_half_width * right;
  const Vec2 half_height = leg_half_height * up;
  return {.corners = {{center + half_width + half_height, center - half_width + half_height,
                       center - half_width - half_height, center + half_width - half_height}},
          .center = center};
}

}  // namespace rlrun::envs::lunar_lander
