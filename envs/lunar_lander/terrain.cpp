#include "envs/lunar_lander/terrain.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace rlrun::envs::lunar_lander {
namespace {

constexpr std::size_t first_pad_draw = 3;
constexpr std::size_t last_pad_draw = 7;

int edge_at(double x) {
  const double last = terrain_edges - 1;
  return static_cast<int>(std::clamp(std::floor(x / terrain_spacing), 0.0, last));
}

}  // namespace

Terrain make_terrain(const TerrainDraws& draws) {
  TerrainDraws rough;
  for (std::size_t i = 0; i < rough.size(); ++i) {
    const bool pad = i >= first_pad_draw && i <= last_pad_draw;
    rough[i] = pad ? nominal_pad_height : world_height / 2.0 * draws[i];
  }
  Terrain terrain;
  for (std::size_t i = 0; i < terrain.size(); ++i) {
    const double before = rough[i == 0 ? rough.size() - 1 : i - 1];
    terrain[i] = smoothing_weight * (before + rough[i] + rough[i + 1]);
  }
  return terrain;
}

Terrain flat_terrain() {
  Terrain terrain;
  terrain.fill(3.0 * smoothing_weight * nominal_pad_height);
  return terrain;
}

EdgeRange edges_below(double from_x, double to_x) {
  if (!(to_x >= 0.0 && from_x <= world_width)) return {};
  return {.first = edge_at(from_x), .last = edge_at(to_x)};
}

double highest(const Terrain& terrain, EdgeRange edges) {
  double height = -std::numeric_limits<double>::infinity();
  if (edges.last < edges.first) return height;
  for (int i = edges.first; i <= edges.last + 1; ++i) height = std::max(height, point(terrain, i).y);
  return height;
}

double height_at(const Terrain& terrain, double x) {
  if (!(x >= 0.0 && x <= world_width)) return -std::numeric_limits<double>::infinity();
  const Vec2 left = point(terrain, edge_at(x));
  const Vec2 right = point(terrain, edge_at(x) + 1);
  return left.y + (right.y - left.y) * (x - left.x) / terrain_spacing;
}

}  // namespace rlrun::envs::lunar_lander
