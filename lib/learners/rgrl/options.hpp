#pragma once

#include <vector>

#include "lib/config/reader.hpp"
#include "lib/nn/cell.hpp"
#include "lib/nn/initialiser.hpp"
#include "lib/nn/loss.hpp"
#include "lib/nn/optimiser.hpp"

namespace rlrun::learners::rgrl {

enum class MemberSelection {
  random,  ///< a member drawn at every iteration (paper, Algorithm 1 line 11)
  sweep,   ///< every iteration visits all members once, in shuffled order (author's code of 2024-10-09)
};

enum class DesiredRewards {
  last,  ///< the reward vector of the last step of the plan (author's code of 2024-10-18)
  all,   ///< those of all steps (author's code of 2024-10-09)
};

/// How plans are found with the models; all but gradient are controls, which are not in the paper.
enum class DeductionMethod {
  gradient,         ///< descent on the pre-activations of a plan (Wang 2024, Algorithm 1)
  random_shooting,  ///< the best of plans that are drawn
  cross_entropy,    ///< the same in several rounds, each of which draws around the best plans of the one before
};

/// How an action is found.
struct DeductionOptions {
  DeductionMethod method = DeductionMethod::gradient;
  int horizon = 15;            ///< steps of a plan, T
  int iterations = 200;        ///< passes of gradient descent for every environment step
  double step_size = 0.1;      ///< beta of equation (1)
  double noise = 0.01;         ///< standard deviation of the initial pre-activations; the exploration of RGRL
  int anneal_episodes = 0;     ///< within which the noise falls linearly to final_noise; 0: it stays
  double final_noise = 0.0;    ///< see anneal_episodes
  bool one_hot_start = false;  ///< a plan begins around actions whose entries sum to 1, not around 0.5 each
  bool warm_start = false;     ///< a plan begins with the plan of the step before, shifted by one step, plus noise
  int starts = 1;              ///< plans that are deduced side by side, of which one is executed
  MemberSelection member_selection = MemberSelection::random;
  DesiredRewards desired_rewards = DesiredRewards::last;
  int samples = 1;      ///< random_shooting, cross_entropy: plans a round
  int rounds = 1;       ///< cross_entropy
  int elites = 1;       ///< cross_entropy: plans that the next round is drawn around
  double spread = 1.5;  ///< random_shooting, cross_entropy: deviation of the pre-activations in the first round

  /// Plans of an environment that are worked on side by side.
  [[nodiscard]] int candidates() const { return method == DeductionMethod::gradient ? starts : samples; }
};

/// Passes through models that an action takes: one for the prediction of a plan's rewards, another for its gradient.
long model_passes(const DeductionOptions& options, int ensemble_size);

enum class Sampling { prioritised, uniform };

/// Priority of a window: the error of its predicted reward vectors, summed over the window.
enum class PriorityError {
  absolute,           ///< sum |r - r_predicted| (paper, equation (4))
  squared,            ///< sum (r - r_predicted)^2 (author's code of 2024-10-09)
  squared_over_size,  ///< the same over the size of the reward vector (author's code of 2024-10-18)
};

/// Which episodes go when the experience is full.
enum class Eviction {
  uniform,          ///< any one with the same probability
  oldest,           ///< that which was added first
  lowest_priority,  ///< that whose windows have the lowest priority, in the mean over them and the members
};

/// How much experience is kept, and how windows are drawn from it (Wang 2024, equation (4)).
struct ReplayOptions {
  Sampling sampling = Sampling::prioritised;
  PriorityError priority_error = PriorityError::absolute;
  double priority_exponent = 1.0;  ///< gamma of equation (4)
  double priority_epsilon = 1e-6;  ///< epsilon of equation (4)
  int refresh_interval = 1;        ///< updates between two computations of all priorities; 0: only the new windows'
  bool refresh_drawn = true;       ///< between them, renew the priority of each window that an update used
  int capacity = 0;                ///< windows that are kept for learning; 0: all
  Eviction eviction = Eviction::uniform;
};

/// When learning happens and what it does (Wang 2024, Algorithm 1).
struct LearningOptions {
  int interval = 10;          ///< episodes between two learning phases
  int updates = 2000;         ///< updates of each member a phase
  int online_interval = 0;    ///< steps between two rounds of updates while episodes run; 0: none
  int online_updates = 10;    ///< updates of each member a round
  bool mid_episode = false;   ///< phases do not wait until the episodes of all environments have ended
  int chunk = 2;              ///< steps of a window, t < T of Algorithm 1
  int batch_size = 1;         ///< windows an update
  double final_rate = 1.0;    ///< share of the learning rate at a phase's last update; it falls linearly from 1
  double decay_phases = 0.0;  ///< d: phase k starts with the learning rate over 1 + k / d; 0: no decay
  nn::Loss loss = nn::Loss::mse;
  double ewc_lambda = 0.0;  ///< lambda of equation (5); 0 leaves elastic weight control out
};

/// How members differ from one another (Wang 2024, section 4). Lists have a number a member, or one for all.
struct MemberOptions {
  int gru = 0;                           ///< members with this cell: the first ones
  int lstm = 0;                          ///< the next ones
  int rnn = 0;                           ///< the next ones; the rest have RgrlOptions::cell
  std::vector<double> first_layer_size;  ///< units of layer 0; 0 or empty: as many as the state vector has entries
  std::vector<double> dropout;           ///< empty: RgrlOptions::dropout
  std::vector<double> desired_reward;    ///< share of ones of the desired reward vectors; empty: 1
};

struct RgrlOptions {
  int ensemble_size = 5;  ///< m
  nn::CellKind cell = nn::CellKind::gru;
  bool bias = false;
  double dropout = 0.001;  ///< between the two recurrent layers, while learning and while deducing
  nn::InitialiserOptions head_initialiser;
  MemberOptions members;
  DeductionOptions deduction;
  ReplayOptions replay;
  LearningOptions learning;
  nn::OptimiserOptions optimiser;
};

/// Reads the keys of `learner:` beside name and the encoders.
RgrlOptions read_options(config::Reader& reader);

}  // namespace rlrun::learners::rgrl
