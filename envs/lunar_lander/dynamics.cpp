#include "envs/lunar_lander/dynamics.hpp"

#include <cmath>

#include "envs/lunar_lander/ground_contact.hpp"
#include "envs/lunar_lander/legs.hpp"
#include "envs/lunar_lander/stillness.hpp"

namespace rlrun::envs::lunar_lander {
namespace {

void move(const FoldRates& rates, const Parameters& parameters, State& state) {
  state.center += parameters.time_step * state.velocity;
  state.angle += parameters.time_step * state.angular_velocity;
  for (std::size_t i = 0; i < rates.size(); ++i) state.legs[i].angle += parameters.time_step * rates[i];
}

Touches find_touches(const Pose& pose, const Parameters& parameters, State& state) {
  Touches touches;
  for (std::size_t i = 0; i < touches.size(); ++i) {
    touches[i] = leg_touch(state, pose, i, parameters.contact_distance, parameters.contact_slack);
    update_contact(state.legs[i], touches[i].edges);
  }
  return touches;
}

/// The part of a step after the impulses of engines and gravity, high above the ground.
void fly(const Parameters& parameters, State& state) {
  for (Leg& leg : state.legs) {
    update_contact(leg, 0);
    leg.impulse = {};
  }
  move(swing(parameters, state), parameters, state);
  state.still_steps = 0;
}

/// The same where hull or legs may touch the ground. Returns whether the hull did. `before`: the pose before the step.
bool move_at_ground(const Pose& before, const Parameters& parameters, State& state) {
  const bool hull_touched = hull_touches(state.terrain, before, parameters.contact_distance);
  const Touches touches = find_touches(before, parameters, state);
  const FoldRates rates = push_off(touches, before, parameters, state);
  move(rates, parameters, state);
  lift_legs_out_of_ground(touches, parameters, state);
  count_still_steps(rates, parameters, state);
  return hull_touched || hull_touches(state.terrain, pose(state, parameters), parameters.collision_distance);
}

Outcome outcome_of(const State& state, const Observation& observation, bool hull_touched,
                   const Parameters& parameters) {
  if (state.still_steps >= parameters.still_steps) return Outcome::landed;
  if (hull_touched) return Outcome::crashed;
  return std::abs(observation[0]) >= 1.0 ? Outcome::out_of_bounds : Outcome::under_way;
}

double reward_of(Outcome outcome, double shaping_gain, double fuel, const Parameters& parameters) {
  switch (outcome) {
    case Outcome::landed:
      return parameters.landed_reward;
    case Outcome::crashed:
    case Outcome::out_of_bounds:
      return parameters.failed_reward;
    case Outcome::under_way:
      break;
  }
  return shaping_gain - fuel;
}

}  // namespace

Transition step(const State& state, const EngineCommand& command, const EngineNoise& noise,
                const Parameters& parameters) {
  Transition transition = {.state = state};
  State& next = transition.state;
  fire_engines(command, noise, parameters, next);
  next.velocity.y -= parameters.time_step * parameters.gravity;

  const Pose before = pose(state, parameters);
  const double reach = parameters.contact_distance + parameters.time_step * length(next.velocity);
  bool hull_touched = false;
  if (near_ground(state, before.origin, reach)) {
    hull_touched = move_at_ground(before, parameters, next);
  } else {
    fly(parameters, next);
  }

  transition.observation = observe(next, parameters);
  next.shaping = shaping(transition.observation);
  transition.outcome = outcome_of(next, transition.observation, hull_touched, parameters);
  transition.reward =
      reward_of(transition.outcome, next.shaping - state.shaping, fuel_cost(command, parameters), parameters);
  return transition;
}

}  // namespace rlrun::envs::lunar_lander
