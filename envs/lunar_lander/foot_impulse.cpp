#include "envs/lunar_lander/foot_impulse.hpp"

#include <cmath>
#include <optional>

namespace rlrun::envs::lunar_lander {
namespace {

Vec2 product(const Symmetric2& a, Vec2 b) { return {a.xx * b.x + a.xy * b.y, a.xy * b.x + a.yy * b.y}; }

Vec2 solution(const Symmetric2& a, Vec2 b) {
  const double determinant = a.xx * a.yy - a.xy * a.xy;
  return (1.0 / determinant) * Vec2{a.yy * b.x - a.xy * b.y, a.xx * b.y - a.xy * b.x};
}

bool sticks(Vec2 impulse, double friction) { return std::abs(impulse.x) <= friction * impulse.y; }

/// Zero when the foot leaves the ground by itself.
Vec2 stopping_impulse(const Symmetric2& response, Vec2 velocity, double friction) {
  if (velocity.y >= 0.0) return {};
  const Vec2 sticking = -solution(response, velocity);
  if (sticks(sticking, friction)) return sticking;
  const double slope = std::copysign(friction, sticking.x);
  const double normal = -velocity.y / (response.yy + slope * response.xy);
  return {slope * normal, normal};
}

/// The leg moves at a given rate.
Vec2 impulse_at_rate(const Foot& foot, Vec2 velocity, double rate, const Parameters& parameters) {
  return stopping_impulse(foot.response, velocity + rate * foot.fold, parameters.friction);
}

/// What the iterations of a step get from the last step's impulse toward `impulse`.
Vec2 partly_converged(Vec2 impulse, const Foot& foot, const Leg& leg, const Parameters& parameters) {
  const double left_over = std::pow(1.0 - foot.mass * foot.response.yy, parameters.velocity_iterations);
  return impulse + left_over * (leg.impulse - impulse);
}

/// The motor yields in proportion to the torque beyond what it remembers.
FootReaction yield_to_motor(const Foot& foot, Vec2 velocity, const Leg& leg, const Parameters& parameters) {
  const double softness = 1.0 / (parameters.motor_gain * parameters.time_step);
  const double unloaded_rate = -leg.torque / parameters.motor_gain - parameters.motor_speed;
  const Vec2 fold = foot.fold;
  const Symmetric2 response = {.xx = foot.response.xx + softness * fold.x * fold.x,
                               .xy = foot.response.xy + softness * fold.x * fold.y,
                               .yy = foot.response.yy + softness * fold.y * fold.y};
  const Vec2 impulse = stopping_impulse(response, velocity + unloaded_rate * fold, parameters.friction);
  const double turning = dot(impulse, fold);
  return {.impulse = impulse,
          .motion = {.rate = softness * turning + unloaded_rate, .torque = turning / parameters.time_step}};
}

/// The motor holds against the impulse with `torque`, whatever the rate. None if no impulse can turn the leg so.
std::optional<FootReaction> yield_at_torque(const Foot& foot, Vec2 velocity, double torque,
                                            const Parameters& parameters) {
  const double turning = torque * parameters.time_step;
  const Vec2 stopped = solution(foot.response, velocity);
  const Vec2 stopped_by_fold = solution(foot.response, foot.fold);
  const double sticking_rate = -(turning + dot(foot.fold, stopped)) / dot(foot.fold, stopped_by_fold);
  const Vec2 sticking = -stopped - sticking_rate * stopped_by_fold;
  if (sticks(sticking, parameters.friction)) {
    return FootReaction{.impulse = sticking, .motion = {.rate = sticking_rate, .torque = torque}};
  }
  const double slope = std::copysign(parameters.friction, sticking.x);
  const double normal = turning / (foot.fold.y + slope * foot.fold.x);
  if (!(normal > 0.0) || foot.fold.y == 0.0) return std::nullopt;
  const Vec2 impulse = {slope * normal, normal};
  const double rate = -(velocity + product(foot.response, impulse)).y / foot.fold.y;
  return FootReaction{.impulse = impulse, .motion = {.rate = rate, .torque = torque}};
}

}  // namespace

FootReaction react(const Foot& foot, Vec2 velocity, const Leg& leg, const Parameters& parameters) {
  const FootReaction leaves = {.impulse = {}, .motion = free_motion(leg, parameters)};

  const double slowest = rate_to_extended_stop(leg, parameters);
  const LegMotion extended = {.rate = slowest, .torque = motor_torque(leg, slowest, parameters)};
  const Vec2 at_stop = impulse_at_rate(foot, velocity, slowest, parameters);
  if (at_stop.y == 0.0) return leaves;
  if (dot(at_stop, foot.fold) <= extended.torque * parameters.time_step) {
    return {.impulse = partly_converged(at_stop, foot, leg, parameters), .motion = extended};
  }

  const FootReaction soft = yield_to_motor(foot, velocity, leg, parameters);
  if (soft.impulse.y == 0.0) return leaves;
  if (std::abs(soft.motion.torque) <= parameters.motor_torque) return soft;

  const double limit = std::copysign(parameters.motor_torque, soft.motion.torque);
  const auto saturated = yield_at_torque(foot, velocity, limit, parameters);
  const double fastest = rate_to_folded_stop(leg, parameters);
  if (saturated && saturated->motion.rate <= fastest) return *saturated;
  return {.impulse = impulse_at_rate(foot, velocity, fastest, parameters),
          .motion = {.rate = fastest, .torque = limit}};
}

}  // namespace rlrun::envs::lunar_lander
