#pragma once

#include "lib/core/types.hpp"

namespace rlrun::learners::reinforcement_modified {

/// How far one reinforcement moves the desired outputs. The document names the impulses, not their formula.
struct DesiredOutputOptions {
  double reward_step = 0.5;  ///< share of the way to the ceiling that a reward of 1 takes the chosen action
  double punish_step = 0.3;  ///< share of the way to the floor that a punishment of -1 takes it
  double spread_step = 0.1;  ///< share of the way to the ceiling that this punishment gives all others together
  double ceiling = 0.9;      ///< no target is moved above it, so that sigmoid units stay off their limits
  double floor = 0.1;        ///< no target is moved below it
  double margin = 0.05;      ///< by how much a reward puts the others below the chosen action
};

/// The desired-output generator: what outputs the network should have had, judged by the reinforcement f of the action.
///   f > 0: t_a = y_a + reward_step f (ceiling - y_a), t_j = min(y_j, t_a - margin)
///   f < 0: t_a = y_a - punish_step |f| (y_a - floor), t_j = y_j + spread_step |f| (ceiling - y_j) / (n - 1)
///   f = 0: t = y
/// The shares step * |f| count as 1 at most. An output that lies beyond ceiling or floor already is not pulled back:
/// a reward never lowers the chosen action, and a punishment never raises it.
/// outputs: n >= 2 scores of the actions; action: 0 .. n - 1; targets: n entries, overwritten, not outputs.
/// Source: "Reinforcement Modified Neural Networks (Incomplete Work)" for the signs and the order that is kept.
template <class Scalar>
void desired_output(const DesiredOutputOptions& options, const VectorView<Scalar>& outputs, Index action,
                    double reinforcement, MutableVectorView<Scalar> targets);

}  // namespace rlrun::learners::reinforcement_modified
