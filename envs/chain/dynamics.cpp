#include "envs/chain/dynamics.hpp"

#include <algorithm>

namespace rlrun::envs::chain {
namespace {

bool beyond_left_end(const State& state, const Parameters& parameters) {
  return parameters.variant == Variant::walk && state.position < ends(parameters).left;
}

}  // namespace

Ends ends(const Parameters& parameters) {
  const double length = parameters.length;
  return {.left = parameters.variant == Variant::walk ? -length : 0.0, .goal = length};
}

State step(const State& state, double displacement, const Parameters& parameters) {
  const double position = state.position + displacement;
  if (parameters.variant == Variant::walk) return {.position = position};
  const Ends wall = ends(parameters);
  return {.position = std::clamp(position, wall.left, wall.goal)};
}

bool at_goal(const State& state, const Parameters& parameters) {
  const double goal = ends(parameters).goal;
  return parameters.variant == Variant::walk ? state.position > goal : state.position >= goal;
}

bool is_terminal(const State& state, const Parameters& parameters) {
  return at_goal(state, parameters) || beyond_left_end(state, parameters);
}

double reward(const State& next, double displacement, const Parameters& parameters) {
  if (at_goal(next, parameters)) return parameters.goal_reward;
  if (beyond_left_end(next, parameters)) return -parameters.goal_reward;
  if (parameters.variant == Variant::walk) {
    return next.position > 0.0 ? parameters.side_reward : -parameters.side_reward;
  }
  return displacement < 0.0 ? parameters.left_reward : 0.0;
}

}  // namespace rlrun::envs::chain
