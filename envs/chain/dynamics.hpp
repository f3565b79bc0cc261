#pragma once

namespace rlrun::envs::chain {

/// A row of blocks with a goal on its right (Guss et al., "Backpropagation-free parallel deep reinforcement learning",
/// 2016, experiment 2).
enum class Variant {
  paper,  ///< blocks 0 .. length; the first one is a wall, a move to the left costs, the goal is the last one
  walk,   ///< the authors' code: from -length to length, which both are still inside; every step pays by its side of 0
};

/// Positions are counted in blocks. The paper gives length, start, goal_reward and left_reward.
struct Parameters {
  Variant variant = Variant::paper;
  int length = 100;            ///< blocks from 0 to the goal
  double start = 0.0;          ///< first position; 1 in the authors' code
  double step_size = 1.0;      ///< blocks of the longest step
  double goal_reward = 100.0;  ///< for reaching the goal; in the walk, its negative for the end on the left
  double left_reward = -1.0;   ///< paper: for a move to the left, also for one against the wall
  double side_reward = 1.0;    ///< walk: for a step that ends right of 0, its negative for any other
};

struct State {
  double position = 0.0;
};

/// The outermost positions of the chain; in the walk the episode ends beyond them.
struct Ends {
  double left = 0.0;
  double goal = 0.0;
};

Ends ends(const Parameters& parameters);

/// Moves by `displacement` blocks, to the right where positive. The paper's chain stops at both ends.
State step(const State& state, double displacement, const Parameters& parameters);

/// paper: on the goal; walk: beyond it.
bool at_goal(const State& state, const Parameters& parameters);

/// True at the goal and, in the walk, beyond the left end.
bool is_terminal(const State& state, const Parameters& parameters);

/// Of a move by `displacement` that led to `next`.
double reward(const State& next, double displacement, const Parameters& parameters);

}  // namespace rlrun::envs::chain
