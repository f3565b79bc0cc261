#pragma once

#include "lib/config/factories.hpp"
#include "lib/learners/map_propagation/critic_factor.hpp"
#include "lib/learners/map_propagation/output_codec.hpp"
#include "lib/learners/map_propagation/team_options.hpp"

namespace rlrun::learners::map_propagation {

/// When weights are moved.
enum class Algorithm {
  monte_carlo,   ///< by the returns of whole episodes, when all of a group have ended: Algorithm 1 of Chung 2020
  actor_critic,  ///< at every step, by the temporal-difference error, with eligibility traces: Algorithm 2
};

/// What happens to the step that reaches the time limit.
enum class TimeLimit {
  bootstrap,  ///< the value of the state after it counts as in any other step
  drop,       ///< it is not learned from (code of Chung 2020)
};

/// What multiplies the local rules of a one-step task.
enum class Signal {
  reward,  ///< the reward alone
  target,  ///< wanted output - mean output, where the environment knows what is wanted
};

/// Which mean of an output that predicts a number its error and the factor take.
enum class PredictionMean {
  before_settling,  ///< as it was when the values were drawn (Chung 2020, equations (12) and (13))
  after_settling,   ///< given the settled hidden values (code of Chung 2020)
};

/// One network of stochastic units and how it learns.
struct NetworkOptions {
  std::vector<Index> hidden_sizes = {64, 32};
  HiddenUnit hidden_unit = HiddenUnit::softplus;
  std::vector<double> variances = {0.03, 0.1, 0.1};
  double temperature = 2.0;
  LearningRates learning_rates = {};
  double trace_decay = 0.95;
};

/// What a learner of stochastic networks is made of. The defaults are those of the paper's code for CartPole.
struct StochasticOptions {
  Algorithm algorithm = Algorithm::actor_critic;
  Credit credit = Credit::settling;
  Order order = Order::clean;
  double discount = 0.98;
  TimeLimit time_limit = TimeLimit::bootstrap;
  double reward_limit = 0.0;  ///< rewards are clipped to +-this for learning; 0: they are not
  Signal signal = Signal::reward;
  ActionScaling action_scaling = ActionScaling::bounds;
  double entropy_weight = 0.0;  ///< of backpropagation
  NetworkOptions actor;
  NetworkOptions critic;
  CriticFactorOptions critic_factor;
  PredictionMean mean = PredictionMean::after_settling;
  SettlingOptions settling = {};
  FeedbackOptions feedback = {};
  nn::OptimiserOptions optimiser = {};
};

/// Learners that are made of the same pieces and differ in how units get their credit.
enum class Family {
  map_propagation,        ///< hidden values settle before the local rule: Chung 2020
  reinforce,              ///< REINFORCE on all units
  backprop,               ///< backpropagation through noisy hidden units; Monte Carlo
  backprop_actor_critic,  ///< backpropagation through hidden units without noise; with a critic
};

/// Reads the keys of `learner:` beside the name.
StochasticOptions read_options(config::Reader& reader, const config::LearnerContext& context, Family family);

/// The actor's network, or the critic's, and what its team needs.
NetworkShape actor_shape(const StochasticOptions& options, Index observation_size, const OutputCodec& codec);
NetworkShape critic_shape(const StochasticOptions& options, Index observation_size);
TeamOptions actor_team(const StochasticOptions& options);
TeamOptions critic_team(const StochasticOptions& options);

}  // namespace rlrun::learners::map_propagation
