#include "envs/lunar_lander/engines.hpp"

#include <algorithm>
#include <cmath>

namespace rlrun::envs::lunar_lander {
namespace {

double clipped_float32(double command) {
  return static_cast<double>(static_cast<float>(std::clamp(command, -1.0, 1.0)));
}

/// `from_origin`: where it acts, from the lander's origin.
void add_impulse(Vec2 impulse, Vec2 from_origin, const Rotation& turn, const Parameters& parameters, State& state) {
  const Vec2 arm = from_origin - parameters.center_height * turn.up();
  state.velocity += (1.0 / parameters.mass) * impulse;
  state.angular_velocity += cross(arm, impulse) / parameters.inertia;
}

void fire_main(double power, double along, double across, const Rotation& turn, const Parameters& parameters,
               State& state) {
  const Vec2 offset = -(parameters.main_offset + 2.0 * along) * turn.up() - across * turn.right();
  add_impulse(-parameters.main_strength * power * offset, offset, turn, parameters, state);
}

void fire_side(double power, double direction, double along, double across, const Rotation& turn,
               const Parameters& parameters, State& state) {
  const Vec2 offset = -along * turn.up() - (3.0 * across + parameters.side_offset * direction) * turn.right();
  const Vec2 lever = {-parameters.side_lever_along * turn.sine, parameters.side_lever_up * turn.cosine};
  add_impulse(-parameters.side_strength * power * offset, offset + lever, turn, parameters, state);
}

}  // namespace

EngineCommand discrete_command(Action action) {
  switch (action) {
    case Action::left:
      return {.side_power = 1.0, .side_direction = -1.0};
    case Action::main:
      return {.main_power = 1.0};
    case Action::right:
      return {.side_power = 1.0, .side_direction = 1.0};
    case Action::none:
      break;
  }
  return {};
}

EngineCommand continuous_command(double main, double side, const Parameters& parameters) {
  const double main_command = clipped_float32(main);
  const double side_command = clipped_float32(side);
  EngineCommand command;
  if (main_command > 0.0) command.main_power = 0.5 + 0.5 * main_command;
  if (std::abs(side_command) > parameters.side_threshold) {
    command.side_power = std::abs(side_command);
    command.side_direction = side_command > 0.0 ? 1.0 : -1.0;
  }
  return command;
}

void fire_engines(const EngineCommand& command, const EngineNoise& noise, const Parameters& parameters, State& state) {
  const Rotation turn = Rotation::by(state.angle);
  const double along = parameters.noise_scale * noise.along;
  const double across = parameters.noise_scale * noise.across;
  if (command.main_power > 0.0) fire_main(command.main_power, along, across, turn, parameters, state);
  if (command.side_power > 0.0) {
    fire_side(command.side_power, command.side_direction, along, across, turn, parameters, state);
  }
}

double fuel_cost(const EngineCommand& command, const Parameters& parameters) {
  return parameters.main_fuel * command.main_power + parameters.side_fuel * command.side_power;
}

}  // namespace rlrun::envs::lunar_lander
