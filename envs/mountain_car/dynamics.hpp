#pragma once

namespace rlrun::envs::mountain_car {

/// A car too weak to climb a hill straight away (Moore, "Efficient memory-based learning for robot control", 1990), in
/// the form of the Gym tasks MountainCar-v0 and MountainCarContinuous-v0. The valley's bottom is at -pi/6.
struct State {
  double position = 0.0;
  double velocity = 0.0;  ///< a step
};

/// What both tasks share.
struct Track {
  double gravity = 0.0025;        ///< change of velocity a step at the steepest place
  double lowest_position = -1.2;  ///< a wall that stops the car
  double highest_position = 0.6;
  double highest_speed = 0.07;
  double lowest_start = -0.6;  ///< first position: uniform in [lowest_start, highest_start), at rest
  double highest_start = -0.4;
};

/// One step under `push`, a change of velocity: the velocity first, then the position with the new velocity. The order
/// of evaluation is that of Gym.
State step(const State& state, double push, const Track& track);

}  // namespace rlrun::envs::mountain_car
