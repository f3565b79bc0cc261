#include "envs/mountain_car/continuous_environment.hpp"

#include <algorithm>

#include "envs/common/conversion.hpp"
#include "envs/mountain_car/adaptor.hpp"

namespace rlrun::envs::mountain_car {
namespace {

constexpr double full_push = 0.0015;
constexpr double goal_reward = 100.0;
constexpr double action_cost = 0.1;
constexpr Track continuous_track;

}  // namespace

MountainCarContinuous::MountainCarContinuous(StatePrecision precision)
    : precision_(precision),
      spec_({.name = "MountainCarContinuous-v0",
             .observation_space = observation_space(continuous_track),
             .action_space = BoxSpace{.low = Vector<double>{{-1.0}}, .high = Vector<double>{{1.0}}},
             .time_limit = 999,
             .solved_return = 90.0}) {}

void MountainCarContinuous::begin(Rng& rng, MutableVectorView<double> observation) {
  state_ = start(continuous_track, rng);
  observe(state_, observation);
}

StepOutcome MountainCarContinuous::advance(const VectorView<double>& action, Rng& /*rng*/,
                                           MutableVectorView<double> observation) {
  const double push = as_float32(finite_action(action(0), spec_.name));
  const State next = mountain_car::step(state_, std::clamp(push, -1.0, 1.0) * full_push, continuous_track);
  const bool terminated = reached(next, continuous_goal);
  observe(next, observation);
  const bool rounded = precision_ == StatePrecision::single;
  state_ = rounded ? State{.position = observation(0), .velocity = observation(1)} : next;
  return {.reward = (terminated ? goal_reward : 0.0) - push * push * action_cost, .terminated = terminated};
}

Vector<double> MountainCarContinuous::state() const { return to_vector(state_); }

void MountainCarContinuous::restore(const VectorView<double>& state) { state_ = to_state(state, spec_.name); }

}  // namespace rlrun::envs::mountain_car
