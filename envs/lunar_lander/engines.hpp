#pragma once

#include "envs/lunar_lander/state.hpp"

namespace rlrun::envs::lunar_lander {

/// What the engines do in one step.
struct EngineCommand {
  double main_power = 0.0;      ///< 0: off
  double side_power = 0.0;      ///< 0: off
  double side_direction = 0.0;  ///< +1 pushes toward +x and turns to the right, -1 the reverse, 0 when off
};

enum class Action { none = 0, left = 1, main = 2, right = 3 };

/// The two draws of a step, each in [-1, 1). Both are drawn whether or not an engine fires.
struct EngineNoise {
  double along = 0.0;   ///< scatters the offset of the main engine along the craft's own up
  double across = 0.0;  ///< the same along its own right
};

/// Full power of one engine or none.
EngineCommand discrete_command(Action action);

/// Both numbers are clipped to [-1, 1] and rounded to float32. The main engine fires at a power of 0.5 to 1 when `main`
/// is above 0, a side engine at a power of |side| when that is above Parameters::side_threshold.
EngineCommand continuous_command(double main, double side, const Parameters& parameters);

/// Adds the impulses of the engines to the velocities.
void fire_engines(const EngineCommand& command, const EngineNoise& noise, const Parameters& parameters, State& state);

/// Cost of one step.
double fuel_cost(const EngineCommand& command, const Parameters& parameters);

}  // namespace rlrun::envs::lunar_lander
