#pragma once

#include <vector>

#include "lib/core/learner.hpp"

namespace rlrun::learners {

/// One step of one environment in slot 0, with what a TransitionBatch points to.
struct OneTransition {
  Vector<double> observation = {};
  Vector<double> action = {};
  double reward = 0.0;
  Vector<double> next_observation = {};
  bool terminated = false;
  bool truncated = false;
};

inline void observe(Learner& learner, const OneTransition& transition) {
  const std::vector<Index> slots = {0};
  const std::vector<char> terminated = {static_cast<char>(transition.terminated)};
  const std::vector<char> truncated = {static_cast<char>(transition.truncated)};
  const Vector<double> rewards = Vector<double>::Constant(1, transition.reward);
  learner.observe(
      {slots, transition.observation, transition.action, rewards, transition.next_observation, terminated, truncated});
}

/// What the policy does in slot 0.
inline Vector<double> act(Policy& policy, const Vector<double>& observation, Index action_rows) {
  const std::vector<Index> slots = {0};
  Vector<double> action = Vector<double>::Zero(action_rows);
  policy.act(observation, slots, action);
  return action;
}

}  // namespace rlrun::learners
