#include "envs/lunar_lander/legs.hpp"

#include <algorithm>
#include <cmath>

#include "envs/lunar_lander/foot_impulse.hpp"

namespace rlrun::envs::lunar_lander {
namespace {

constexpr int most_sweeps = 30;
constexpr double converged_impulse = 1e-9;  // N s
constexpr double least_lift = 0.2;          // m a radian of folding, below which folding is no way out

/// Velocity of a point of the leg, m/s, when it folds at 1 rad/s.
Vec2 folding_velocity(Vec2 point, Vec2 origin, std::size_t leg) {
  return side_of_leg(leg) * quarter_turn(point - origin);
}

/// A foot with what links it to the craft.
struct LoadedFoot {
  LoadedFoot(const Touch& touched, const Pose& pose, std::size_t leg, const Parameters& parameters, const State& state)
      : arm(touched.nearest.point - state.center), away(touched.nearest.normal), along(-quarter_turn(away)) {
    const Vec2 touch_point = touched.nearest.point;
    const double leg_turn = cross(touch_point - touched.leg_center, away);
    foot.mass = 1.0 / (1.0 / parameters.leg_mass + leg_turn * leg_turn / parameters.leg_inertia);
    const double turn_x = cross(arm, along);
    const double turn_y = cross(arm, away);
    foot.response = {.xx = 1.0 / parameters.mass + turn_x * turn_x / parameters.inertia,
                     .xy = turn_x * turn_y / parameters.inertia,
                     .yy = 1.0 / parameters.mass + turn_y * turn_y / parameters.inertia};
    foot.fold = to_ground(folding_velocity(touch_point, pose.origin, leg));
  }

  [[nodiscard]] Vec2 to_ground(Vec2 a) const { return {dot(a, along), dot(a, away)}; }
  [[nodiscard]] Vec2 from_ground(Vec2 a) const { return a.x * along + a.y * away; }

  Vec2 arm;
  Vec2 away;
  Vec2 along;
  Foot foot;
  Vec2 impulse;  ///< so far, in the axes of the ground
};

void add_impulse(Vec2 impulse, Vec2 arm, const Parameters& parameters, State& state) {
  state.velocity += (1.0 / parameters.mass) * impulse;
  state.angular_velocity += cross(arm, impulse) / parameters.inertia;
}

/// Returns the size of the change of impulse.
double solve_foot(LoadedFoot& loaded, const Leg& leg, const Parameters& parameters, State& state, LegMotion& motion) {
  add_impulse(-loaded.from_ground(loaded.impulse), loaded.arm, parameters, state);
  const Vec2 velocity = state.velocity + state.angular_velocity * quarter_turn(loaded.arm);
  const FootReaction reaction = react(loaded.foot, loaded.to_ground(velocity), leg, parameters);
  const double change = length(reaction.impulse - loaded.impulse);
  loaded.impulse = reaction.impulse;
  motion = reaction.motion;
  add_impulse(loaded.from_ground(loaded.impulse), loaded.arm, parameters, state);
  return change;
}

}  // namespace

FoldRates swing(const Parameters& parameters, State& state) {
  FoldRates rates{};
  for (std::size_t i = 0; i < rates.size(); ++i) {
    const LegMotion motion = free_motion(state.legs[i], parameters);
    rates[i] = motion.rate;
    state.legs[i].torque = motion.torque;
  }
  return rates;
}

FoldRates push_off(const Touches& touches, const Pose& pose, const Parameters& parameters, State& state) {
  const std::array<Leg, 2> before = state.legs;
  FoldRates rates = swing(parameters, state);
  std::array<LoadedFoot, 2> feet = {LoadedFoot(touches[0], pose, 0, parameters, state),
                                    LoadedFoot(touches[1], pose, 1, parameters, state)};
  double change = 2.0 * converged_impulse;
  for (int sweep = 0; sweep < most_sweeps && change > converged_impulse; ++sweep) {
    change = 0.0;
    for (std::size_t i = 0; i < feet.size(); ++i) {
      if (touches[i].edges == 0) continue;
      LegMotion motion;
      change = std::max(change, solve_foot(feet[i], before[i], parameters, state, motion));
      rates[i] = motion.rate;
      state.legs[i].torque = motion.torque;
    }
  }
  for (std::size_t i = 0; i < feet.size(); ++i) state.legs[i].impulse = feet[i].impulse;
  return rates;
}

void lift_legs_out_of_ground(const Touches& touches, const Parameters& parameters, State& state) {
  for (std::size_t i = 0; i < state.legs.size(); ++i) {
    Leg& leg = state.legs[i];
    const bool touched = touches[i].edges != 0;
    const double wanted = touched ? parameters.rest_distance : parameters.collision_distance;
    const Pose place = pose(state, parameters);
    const Touch touch = leg_touch(state, place, i, wanted);
    if (touch.edges == 0) continue;
    if (!touched) update_contact(leg, touch.edges);
    const double lack = wanted - touch.nearest.distance;
    const double lift = dot(folding_velocity(touch.nearest.point, place.origin, i), touch.nearest.normal);
    double folded = 0.0;
    if (lift > least_lift) folded = std::min(lack / lift, parameters.leg_folded - leg.angle);
    leg.angle += folded;
    const Foot foot = LoadedFoot(touch, place, i, parameters, state).foot;
    const double left_over =
        std::pow(1.0 - parameters.position_rate * foot.mass * foot.response.yy, parameters.position_iterations);
    state.center += (1.0 - left_over) * (lack - folded * lift) * touch.nearest.normal;
  }
}

}  // namespace rlrun::envs::lunar_lander
