#include "envs/lunar_lander/replayer.hpp"

#include <algorithm>
#include <cmath>

#include "envs/lunar_lander/shapes.hpp"

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

/// Whether a craft whose step ended with this observation may have touched the highest ground that there can be.
bool may_be_on_ground(const VectorView<double>& after, const Parameters& parameters) {
  const State state = from_observation(to_observation(after), parameters, no_terrain());
  return pose(state, parameters).origin.y - craft_radius - parameters.contact_distance < highest_ground;
}

/// A touch of the hull ends the episode and sets no flag. So does leaving the world, which the hull may do while it
/// touches the ground: the recording does not tell one from the other, and only high up there is no doubt.
bool meets_ground(const RecordedTransition& transition, const Parameters& parameters) {
  const bool left_world = std::abs(transition.after(0)) >= 1.0;
  const bool hull = transition.terminated && (!left_world || may_be_on_ground(transition.after, parameters));
  return hull || touches(transition.before) || touches(transition.after);
}

}  // namespace

FlightReplayer::FlightReplayer(Control control, const Parameters& parameters)
    : control_(control), parameters_(parameters) {}

bool FlightReplayer::can_repeat(const RecordedTransition& transition) {
  if (transition.t == 0) in_flight_ = true;
  in_flight_ = in_flight_ && !meets_ground(transition, parameters_);
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
