#include "lib/learners/map_propagation/monte_carlo_learner.hpp"

#include <cmath>
#include <utility>

#include "lib/learners/map_propagation/assign_credit.hpp"
#include "lib/learners/map_propagation/policy.hpp"

namespace rlrun::learners::map_propagation {

template <class Scalar>
MonteCarloLearner<Scalar>::MonteCarloLearner(std::shared_ptr<const StochasticSetup> setup, RngKey key, Index num_envs)
    : setup_(std::move(setup)),
      actor_("actor",
             StochasticNetwork(actor_shape(setup_->options, setup_->environment.observation_size(), setup_->codec)),
             actor_team(setup_->options), key.derive("actor"), num_envs, setup_->time_limit > 1 ? num_envs : 0),
      drawn_means_(num_envs),
      signals_(static_cast<std::size_t>(num_envs)),
      factors_(static_cast<std::size_t>(num_envs), 1.0) {}

template <class Scalar>
void MonteCarloLearner<Scalar>::begin_episode(Index slot, long /*episode*/, const VectorView<double>& /*observation*/) {
  if (has_traces()) actor_.clear_trace(slot);
}

template <class Scalar>
void MonteCarloLearner<Scalar>::act(const MatrixView<double>& observations, std::span<const Index> /*slots*/,
                                    MutableMatrixView<double> actions) {
  actor_.sample(observations, {.first = 0, .count = observations.cols()});
  for (Index column = 0; column < observations.cols(); ++column) {
    setup_->codec.decode<Scalar>(actor_.activity().values.back().col(column), actions.col(column));
  }
}

template <class Scalar>
void MonteCarloLearner<Scalar>::observe(const TransitionBatch& transitions) {
  const auto count = static_cast<Index>(transitions.slots.size());
  drawn_means_.head(count) = actor_.activity().means.back().row(0).head(count).transpose().template cast<double>();
  actor_.learn_feedback({.first = 0, .count = count});
  assign_credit<Scalar>(actor_, nullptr, count, true, setup_->threads);
  measure_signals(transitions);
  if (has_traces()) {
    learn_from_traces(transitions);
  } else {
    actor_.add_errors({.first = 0, .count = count}, signals_);
  }
  for (std::size_t i = 0; i < transitions.slots.size(); ++i) {
    if (transitions.terminated[i] != 0 || transitions.truncated[i] != 0) ++episodes_;
  }
}

template <class Scalar>
void MonteCarloLearner<Scalar>::measure_signals(const TransitionBatch& transitions) {
  for (std::size_t i = 0; i < transitions.slots.size(); ++i) {
    signals_[i] = signal(transitions, static_cast<Index>(i));
    signal_sum_ += signals_[i];
  }
}

/// Reparametrised, the whole of the drawn output is what the weights answer for.
template <class Scalar>
double MonteCarloLearner<Scalar>::signal(const TransitionBatch& transitions, Index column) const {
  if (setup_->options.signal == Signal::reward) {
    return setup_->learning_reward(transitions.rewards[column]);
  }
  const Activity<Scalar>& activity = actor_.activity();
  const auto value = static_cast<double>(activity.values.back()(0, column));
  const bool as_drawn = setup_->options.mean == PredictionMean::before_settling;
  const double mean = as_drawn ? drawn_means_[column] : static_cast<double>(activity.means.back()(0, column));
  const double wanted = setup_->environment.wanted_action(transitions.observations.col(column));
  if (setup_->options.credit == Credit::backpropagation) return wanted - value;
  return (wanted - mean) * critic_factor(setup_->options.critic_factor, value, mean,
                                         std::sqrt(actor_.network().shape().variances.back()));
}

/// The sum over t of G_t * g_t, G_t being the return from t on, is that over t of r_t * (trace of g with the discount).
template <class Scalar>
void MonteCarloLearner<Scalar>::learn_from_traces(const TransitionBatch& transitions) {
  actor_.accumulate(transitions.slots, factors_, setup_->options.discount);
  for (std::size_t i = 0; i < transitions.slots.size(); ++i) actor_.add_trace(transitions.slots[i], signals_[i]);
}

template <class Scalar>
void MonteCarloLearner<Scalar>::end_group() {
  const double share = 1.0 / static_cast<double>(episodes_);
  actor_.scale_gradient(share);
  actor_.update(++updates_);
  diagnostics_ = {static_cast<double>(updates_), signal_sum_ * share};
  episodes_ = 0;
  signal_sum_ = 0.0;
}

template <class Scalar>
std::unique_ptr<Policy> MonteCarloLearner<Scalar>::snapshot(RngKey key, Index num_envs) const {
  return std::make_unique<StochasticPolicy<Scalar>>(actor_.network(), actor_.parameters(), setup_->codec, key,
                                                    num_envs);
}

template <class Scalar>
std::vector<double> MonteCarloLearner<Scalar>::take_diagnostics() {
  return std::exchange(diagnostics_, {});
}

template <class Scalar>
void MonteCarloLearner<Scalar>::save(StateWriter& writer) const {
  actor_.save(writer);
  writer.write("updates", updates_);
  writer.write("episodes", episodes_);
  writer.write("signal_sum", signal_sum_);
}

template <class Scalar>
void MonteCarloLearner<Scalar>::load(StateReader& reader) {
  actor_.load(reader);
  updates_ = reader.read_count("updates");
  episodes_ = reader.read_count("episodes");
  signal_sum_ = reader.read_finite("signal_sum");
  diagnostics_.clear();
}

template class MonteCarloLearner<float>;
template class MonteCarloLearner<double>;

}  // namespace rlrun::learners::map_propagation
