#include "envs/lunar_lander/replayer.hpp"

#include <algorithm>
#include <cmath>

namespace rlrun::envs::lunar_lander {
namespace {

/// Far below every flight.
Terrain no_terrain() {
  Terrain terrain;
  terrain.fill(-1e6);
  return terrain;
}

Observation to_observation(const VectorView<double>& entries) {
  Observation observation;
  std::ranges::copy(entries, observation.begin());
  return observation;
}

bool touches(const VectorView<double>& observation) { return observation(6) != 0.0 || observation(7) != 0.0; }

/// A step in which the hull touched the ground ends the episode with the craft still above the terrain.
bool meets_ground(const RecordedTransition& transition) {
  const bool hull = transition.terminated && std::abs(transition.after(0)) < 1.0;
  return hull || touches(transition.before) || touches(transition.after);
}

}  // namespace

FlightReplayer::FlightReplayer(Control control, const Parameters& parameters)
    : control_(control), parameters_(parameters) {}

bool FlightReplayer::can_repeat(const RecordedTransition& transition) {
  if (transition.t == 0) in_flight_ = true;
  in_flight_ = in_flight_ && !meets_ground(transition);
  return in_flight_;
}

StepOutcome FlightReplayer::repeat(const RecordedTransition& transition, MutableVectorView<double> after) {
  const EngineNoise noise = {.along = transition.noise(0), .across = transition.noise(1)};
  const State before = from_observation(to_observation(transition.before), parameters_, no_terrain());
  const Transition repeated =
      step(before, engine_command(control_, transition.action, parameters_), noise, parameters_);
  std::ranges::copy(repeated.observation, after.begin());
  return {.reward = repeated.reward, .terminated = repeated.outcome != Outcome::under_way};
}

}  // namespace rlrun::envs::lunar_lander
