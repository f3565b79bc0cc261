#pragma once

#include <numbers>

namespace rlrun::envs::lunar_lander {

/// Numbers of Gym's LunarLander-v2 (releases 0.17 to 0.26 with Box2D 2.3), and what was measured on it where the
/// lite version replaces the physics engine. Lengths in m, masses in kg, times in s, angles in rad.
struct Parameters {
  double gravity = 10.0;
  double time_step = 0.02;

  // Lander and both legs as one rigid body, legs extended. Heights are above the lander's origin, along its own up.
  double mass = 4.958889;
  double inertia = 0.91224;  ///< kg m^2 about the common centre of mass
  double center_height = 0.08876;
  double lander_center_height = 0.101307;  ///< of the hull alone: where the reported velocity is taken

  // Engines (envs/lunar_lander/engines.hpp).
  double main_strength = 13.0;      ///< impulse at full power for 1 m of offset, N s/m
  double side_strength = 0.6;       ///< the same of a side engine
  double main_offset = 4.0 / 30.0;  ///< of the nozzle below the origin
  double side_offset = 12.0 / 30.0;
  double side_lever_along = 17.0 / 30.0;  ///< lever arm of the side engines; Gym mixes these two numbers up
  double side_lever_up = 14.0 / 30.0;
  double noise_scale = 1.0 / 30.0;  ///< of the two draws
  double side_threshold = 0.5;      ///< a side engine fires when its command is beyond

  // Joint of a leg with the hull. The angle of the leg against the hull grows as the leg folds outwards.
  double leg_extended = 0.35;  ///< stop
  double leg_folded = 0.85;    ///< stop
  double motor_speed = 0.3;    ///< of extension, rad/s, which the motor aims at
  /// N m at most. Gym's is 40; a leg without mass needs a little more for the same border between touchdowns that are
  /// survived and those that are not.
  double motor_torque = 42.0;
  /// N m per rad/s by which the torque changes in a step: 180 iterations of 0.001787 kg m^2 in 0.02 s make 16.1;
  /// measured: 16 to 18.
  double motor_gain = 17.0;

  // The physics engine hands an impulse on a foot on to the hull through the light leg, some of it in every iteration.
  double leg_mass = 0.0711111;      ///< of one leg
  double leg_inertia = 0.00179095;  ///< of one leg about its own centre, kg m^2
  int velocity_iterations = 180;    ///< a step
  int position_iterations = 60;     ///< a step
  double position_rate = 0.2;       ///< share of an overlap that one position iteration removes

  // Contact with the ground. Distances are between the bare shapes.
  double friction = 0.141421356;      ///< leg on ground, sqrt(0.1 * 0.2)
  double contact_distance = 0.02;     ///< at the beginning of a step: the two skins touch
  double contact_slack = 0.002;       ///< by which a leg may rise before its touch ends
  double rest_distance = 0.015;       ///< skins less the penetration that is left alone
  double collision_distance = 0.005;  ///< during a step: where continuous collision stops a body

  // Sleep: the craft has landed when it has been still for so long.
  double still_speed = 0.01;                           ///< m/s
  double still_turn = 2.0 / 180.0 * std::numbers::pi;  ///< rad/s
  int still_steps = 25;                                ///< 0.5 s

  // Reward.
  double main_fuel = 0.30;  ///< cost of a step at full power
  double side_fuel = 0.03;
  double landed_reward = 100.0;
  double failed_reward = -100.0;
};

}  // namespace rlrun::envs::lunar_lander
