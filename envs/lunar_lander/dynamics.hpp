#pragma once

#include "envs/lunar_lander/engines.hpp"
#include "envs/lunar_lander/observation.hpp"
#include "envs/lunar_lander/state.hpp"

namespace rlrun::envs::lunar_lander {

enum class Outcome { under_way, landed, crashed, out_of_bounds };

struct Transition {
  State state{};
  Observation observation{};
  double reward = 0.0;
  Outcome outcome = Outcome::under_way;
};

/// One step of 0.02 s: engines, gravity, the ground's push on the legs, motion with the new velocities, collisions,
/// reward. Reward: increase of the shaping less the fuel; -100 instead when the hull touches the ground or the lander's
/// origin is 10 m or more beside the pad's centre, +100 instead when the craft has come to rest (which wins).
Transition step(const State& state, const EngineCommand& command, const EngineNoise& noise,
                const Parameters& parameters);

}  // namespace rlrun::envs::lunar_lander
