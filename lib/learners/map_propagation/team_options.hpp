#pragma once

#include "lib/learners/map_propagation/feedback.hpp"
#include "lib/learners/map_propagation/settling.hpp"
#include "lib/nn/optimiser.hpp"

namespace rlrun::learners::map_propagation {

/// How a unit learns of its share in what the network put out.
enum class Credit {
  settling,         ///< the local rule, after hidden values have settled: MAP propagation
  sample,           ///< the local rule on the sampled values: REINFORCE on every unit
  backpropagation,  ///< errors of the output go down through the weights (reparametrised hidden units)
};

/// In which order an actor-critic's step is taken.
enum class Order {
  clean,      ///< means are renewed after weights change; only real transitions are learned from
  reference,  ///< as the code of Chung 2020: see ActorCriticLearner
};

/// The learning rate of every layer, falling linearly within so many updates.
struct LearningRates {
  std::vector<double> first = {};
  std::vector<double> last = {};
  double updates = 0.0;  ///< from the first to the last; 0: the first for ever

  /// Of `layer` in update `number`, counted from 1.
  [[nodiscard]] double at(std::size_t layer, std::int64_t number) const;
};

/// What backpropagation differentiates.
enum class Objective {
  log_probability,  ///< of the drawn output: for an actor that learns by reinforcement
  mean,             ///< of the output: for a prediction whose error is known
};

/// All that a team's learning depends on beside its network.
struct TeamOptions {
  Credit credit = Credit::settling;
  Objective objective = Objective::log_probability;  ///< of backpropagation
  SettlingOptions settling = {};
  FeedbackOptions feedback = {};
  LearningRates learning_rates = {};
  double trace_decay = 0.95;  ///< lambda
  nn::OptimiserOptions optimiser = {};
};

}  // namespace rlrun::learners::map_propagation
