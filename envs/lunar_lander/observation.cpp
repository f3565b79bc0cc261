#include "envs/lunar_lander/observation.hpp"

#include <cmath>

namespace rlrun::envs::lunar_lander {
namespace {

constexpr double frames_per_second = 50.0;
constexpr double half_world_width = world_width / 2.0;
constexpr double half_world_height = world_height / 2.0;
constexpr double standing_height = 18.0 / 30.0;  // of the origin above the pad, as Gym estimates it

constexpr double velocity_x_scale = half_world_width / frames_per_second;
constexpr double velocity_y_scale = half_world_height / frames_per_second;
constexpr double turn_scale = 20.0 / frames_per_second;

/// Velocity of the hull's centre of mass less that of the common one.
Vec2 velocity_of_hull_center(const Rotation& turn, double angular_velocity, const Parameters& parameters) {
  return angular_velocity * quarter_turn((parameters.lander_center_height - parameters.center_height) * turn.up());
}

}  // namespace

Observation observe(const State& state, const Parameters& parameters) {
  const auto [place, turn] = pose(state, parameters);
  const Vec2 velocity = state.velocity + velocity_of_hull_center(turn, state.angular_velocity, parameters);
  return {(place.x - pad_center) / half_world_width,
          (place.y - (nominal_pad_height + standing_height)) / half_world_height,
          velocity.x * velocity_x_scale,
          velocity.y * velocity_y_scale,
          state.angle,
          state.angular_velocity * turn_scale,
          state.legs[0].contact ? 1.0 : 0.0,
          state.legs[1].contact ? 1.0 : 0.0};
}

double shaping(const Observation& observation) {
  const auto [x, y, velocity_x, velocity_y, angle, angular_velocity, contact_0, contact_1] = observation;
  return -100.0 * length({x, y}) - 100.0 * length({velocity_x, velocity_y}) - 100.0 * std::abs(angle) +
         10.0 * contact_0 + 10.0 * contact_1;
}

State from_observation(const Observation& observation, const Parameters& parameters, const Terrain& terrain) {
  const auto [x, y, velocity_x, velocity_y, angle, angular_velocity, contact_0, contact_1] = observation;
  State state;
  state.angle = angle;
  state.angular_velocity = angular_velocity / turn_scale;
  const Rotation turn = Rotation::by(angle);
  const Vec2 place = {pad_center + half_world_width * x, nominal_pad_height + standing_height + half_world_height * y};
  state.center = place + parameters.center_height * turn.up();
  state.velocity = Vec2{velocity_x / velocity_x_scale, velocity_y / velocity_y_scale} -
                   velocity_of_hull_center(turn, state.angular_velocity, parameters);
  state.legs.fill({.angle = parameters.leg_extended, .torque = parameters.motor_torque});
  state.legs[0].contact = contact_0 != 0.0;
  state.legs[1].contact = contact_1 != 0.0;
  state.shaping = shaping(observation);
  state.terrain = terrain;
  return state;
}

}  // namespace rlrun::envs::lunar_lander
