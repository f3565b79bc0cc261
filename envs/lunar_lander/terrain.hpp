#pragma once

#include <array>

#include "envs/lunar_lander/vec2.hpp"

namespace rlrun::envs::lunar_lander {

constexpr double world_width = 20.0;
constexpr double world_height = 400.0 / 30.0;
constexpr double pad_center = world_width / 2.0;
constexpr double nominal_pad_height = world_height / 4.0;  ///< the zero of the observed height; the pad lies below it

constexpr int terrain_points = 11;
constexpr int terrain_edges = terrain_points - 1;
constexpr double terrain_spacing = world_width / terrain_edges;

constexpr double smoothing_weight = 0.33;  ///< of a height and its two neighbours
/// No ground is higher, m: where all three were drawn at half of the world's height.
constexpr double highest_ground = 3.0 * smoothing_weight * world_height / 2.0;

/// Heights in m above 0, 2, ... 20 m, joined by straight edges. Points 4, 5 and 6 are the pad, from 8 to 12 m.
using Terrain = std::array<double, terrain_points>;

/// One random number for every point and one for the neighbour of the first.
using TerrainDraws = std::array<double, terrain_points + 1>;

/// From draws in [0, 1): heights up to half of the world's, the five in the middle replaced by the pad's, smoothed as
/// 0.33 times the sum of three neighbours (which leaves the pad at 3.3 m). The last draw stands before the first.
Terrain make_terrain(const TerrainDraws& draws);

/// The pad's height everywhere.
Terrain flat_terrain();

/// Left end of an edge 0 .. 9; point(terrain, edge + 1) is the right end.
inline Vec2 point(const Terrain& terrain, int index) {
  return {terrain_spacing * index, terrain[static_cast<std::size_t>(index)]};
}

/// Edges first .. last; none when last < first.
struct EdgeRange {
  int first = 0;
  int last = -1;
};

/// The edges above which an interval of x lies.
EdgeRange edges_below(double from_x, double to_x);

/// The highest point of these edges; minus infinity when there are none.
double highest(const Terrain& terrain, EdgeRange edges);

/// Height of the ground at x; minus infinity beside the world.
double height_at(const Terrain& terrain, double x);

}  // namespace rlrun::envs::lunar_lander
