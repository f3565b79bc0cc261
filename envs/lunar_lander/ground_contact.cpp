#include "envs/lunar_lander/ground_contact.hpp"

#include <algorithm>

#include "envs/lunar_lander/shapes.hpp"

namespace rlrun::envs::lunar_lander {
namespace {

EdgeRange edges_near(std::span<const Vec2> corners, double reach) {
  const auto [left, right] =
      std::minmax_element(corners.begin(), corners.end(), [](Vec2 a, Vec2 b) { return a.x < b.x; });
  return edges_below(left->x - reach, right->x + reach);
}

}  // namespace

bool near_ground(const State& state, Vec2 origin, double margin) {
  const double reach = craft_radius + margin;
  return origin.y - reach <= highest(state.terrain, edges_below(origin.x - reach, origin.x + reach));
}

bool hull_touches(const Terrain& terrain, const Pose& pose, double reach) {
  const HullCorners corners = hull_corners(pose);
  const Vec2 middle = hull_middle(pose);
  if (middle.y <= height_at(terrain, middle.x)) return true;
  const EdgeRange edges = edges_near(corners, reach);
  for (int edge = edges.first; edge <= edges.last; ++edge) {
    if (separation(corners, middle, point(terrain, edge), point(terrain, edge + 1)).distance < reach) return true;
  }
  return false;
}

Touch leg_touch(const State& state, const Pose& pose, std::size_t leg, double reach, double slack) {
  const LegShape shape = leg_shape(pose, side_of_leg(leg), state.legs[leg].angle);
  const EdgeRange edges = edges_near(shape.corners, reach + slack);
  Touch touch;
  touch.leg_center = shape.center;
  for (int edge = edges.first; edge <= edges.last; ++edge) {
    const Separation found =
        separation(shape.corners, shape.center, point(state.terrain, edge), point(state.terrain, edge + 1));
    const std::uint32_t bit = 1U << static_cast<unsigned>(edge);
    const bool touching = (state.legs[leg].edges & bit) != 0;
    if (found.distance >= reach + (touching ? slack : 0.0)) continue;
    touch.edges |= bit;
    if (found.distance < touch.nearest.distance) touch.nearest = found;
  }
  return touch;
}

void update_contact(Leg& leg, std::uint32_t edges) {
  const std::uint32_t begun = edges & ~leg.edges;
  const std::uint32_t ended = leg.edges & ~edges;
  if (begun != 0) leg.contact = true;
  if (ended != 0) leg.contact = false;
  leg.edges = edges;
}

}  // namespace rlrun::envs::lunar_lander
