#pragma once

#include <string_view>

#include "envs/mountain_car/dynamics.hpp"
#include "lib/core/rng.hpp"
#include "lib/core/spaces.hpp"

namespace rlrun::envs::mountain_car {

/// Positions at which MountainCar-v0 and MountainCarContinuous-v0 end.
constexpr double discrete_goal = 0.5;
constexpr double continuous_goal = 0.45;

/// Between the car and the Environment contract, for both tasks.
BoxSpace observation_space(const Track& track);
State start(const Track& track, Rng& rng);
/// observation: 2 entries, overwritten by position and velocity rounded to float32.
void observe(const State& state, MutableVectorView<double> observation);
/// At or beyond the goal and not on the way back.
bool reached(const State& state, double goal_position);
Vector<double> to_vector(const State& state);
/// Throws UsageError, naming the environment, unless there are 2 entries.
State to_state(const VectorView<double>& state, std::string_view environment);

}  // namespace rlrun::envs::mountain_car
