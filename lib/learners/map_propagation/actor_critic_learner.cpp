#include "lib/learners/map_propagation/actor_critic_learner.hpp"

#include <array>
#include <cmath>
#include <utility>

#include "lib/learners/map_propagation/assign_credit.hpp"
#include "lib/learners/map_propagation/policy.hpp"

namespace rlrun::learners::map_propagation {
namespace {

template <class Scalar>
Team<Scalar> make_team(std::string name, NetworkShape shape, const TeamOptions& options, RngKey key, Index num_envs) {
  const RngKey team_key = key.derive(name);
  return Team<Scalar>(std::move(name), StochasticNetwork(std::move(shape)), options, team_key, num_envs, num_envs);
}

}  // namespace

template <class Scalar>
ActorCriticLearner<Scalar>::ActorCriticLearner(std::shared_ptr<const StochasticSetup> setup, RngKey key, Index num_envs)
    : setup_(std::move(setup)),
      actor_(make_team<Scalar>("actor",
                               actor_shape(setup_->options, setup_->environment.observation_size(), setup_->codec),
                               actor_team(setup_->options), key, num_envs)),
      critic_(make_team<Scalar>("critic", critic_shape(setup_->options, setup_->environment.observation_size()),
                                critic_team(setup_->options), key, num_envs)),
      column_of_slot_(static_cast<std::size_t>(num_envs), unseen),
      values_(Vector<double>::Zero(num_envs)),
      td_errors_(Vector<double>::Zero(num_envs)),
      factors_(static_cast<std::size_t>(num_envs), 1.0) {}

template <class Scalar>
void ActorCriticLearner<Scalar>::begin_episode(Index slot, long /*episode*/,
                                               const VectorView<double>& /*observation*/) {
  column_of_slot_[static_cast<std::size_t>(slot)] = unseen;
  actor_.clear_trace(slot);
  critic_.clear_trace(slot);
}

template <class Scalar>
void ActorCriticLearner<Scalar>::act(const MatrixView<double>& observations, std::span<const Index> slots,
                                     MutableMatrixView<double> actions) {
  arrange(observations, slots);
  for (Index column = 0; column < actions.cols(); ++column) {
    setup_->codec.decode<Scalar>(actor_.activity().values.back().col(column), actions.col(column));
  }
}

/// Columns follow their slots, which only ever move to the left.
template <class Scalar>
void ActorCriticLearner<Scalar>::arrange(const MatrixView<double>& observations, std::span<const Index> slots) {
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const auto column = static_cast<Index>(i);
    Index& known = column_of_slot_[static_cast<std::size_t>(slots[i])];
    if (known == unseen) {
      sample(observations.col(column), {.first = column, .count = 1});
      if (setup_->options.order == Order::reference && updates_ > 0) update();
    } else if (known != column) {
      actor_.copy_column(known, column);
      critic_.copy_column(known, column);
      values_[column] = values_[known];
    }
    known = column;
  }
}

/// Draws all values of both networks for these observations.
template <class Scalar>
void ActorCriticLearner<Scalar>::sample(const MatrixView<double>& observations, Columns columns) {
  actor_.sample(observations, columns);
  critic_.sample(observations, columns);
  for (Index column = columns.first; column < columns.first + columns.count; ++column) {
    values_[column] = static_cast<double>(critic_.activity().means.back()(0, column));
  }
}

template <class Scalar>
void ActorCriticLearner<Scalar>::observe(const TransitionBatch& transitions) {
  const auto count = static_cast<Index>(transitions.slots.size());
  const Columns columns{.first = 0, .count = count};
  if (!means_are_current_ && setup_->options.order == Order::clean) {
    actor_.renew_means(columns);
    critic_.renew_means(columns);
    means_are_current_ = true;
  }
  actor_.learn_feedback(columns);
  critic_.learn_feedback(columns);
  assign_credit<Scalar>(actor_, &critic_, count, means_are_current_, setup_->threads);
  extend_traces(transitions.slots);
  const double entropy_weight = setup_->options.entropy_weight;
  if (entropy_weight > 0.0) actor_.add_entropy(columns, entropy_weight / static_cast<double>(count));
  td_errors_.head(count) = -values_.head(count);
  sample(transitions.next_observations, columns);
  const Index learned = measure_td_errors(transitions);
  if (learned > 0 || setup_->options.order == Order::reference) learn(transitions.slots, learned);
}

/// The next action is drawn here, as observe does it.
template <class Scalar>
void ActorCriticLearner<Scalar>::skip(const TransitionBatch& transitions) {
  sample(transitions.next_observations, {.first = 0, .count = transitions.next_observations.cols()});
}

template <class Scalar>
void ActorCriticLearner<Scalar>::extend_traces(std::span<const Index> slots) {
  const double discount = setup_->options.discount;
  const double deviation = std::sqrt(critic_.network().shape().variances.back());
  const bool as_drawn = setup_->options.mean == PredictionMean::before_settling;
  const Activity<Scalar>& critic = critic_.activity();
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const auto column = static_cast<Index>(i);
    const double mean = as_drawn ? values_[column] : static_cast<double>(critic.means.back()(0, column));
    factors_[i] = critic_factor(setup_->options.critic_factor, static_cast<double>(critic.values.back()(0, column)),
                                mean, deviation);
  }
  critic_.accumulate(slots, factors_, discount * critic_.options().trace_decay);
  std::ranges::fill(factors_, 1.0);
  actor_.accumulate(slots, factors_, discount * actor_.options().trace_decay);
}

/// Adds reward and value of the next state to td_errors, which hold minus the values before the step.
/// Returns how many columns are learned from.
template <class Scalar>
Index ActorCriticLearner<Scalar>::measure_td_errors(const TransitionBatch& transitions) {
  Index learned = 0;
  for (std::size_t i = 0; i < transitions.slots.size(); ++i) {
    const auto column = static_cast<Index>(i);
    double& td_error = td_errors_[column];
    const double next_value = transitions.terminated[i] != 0 ? 0.0 : values_[column];
    const double value = -td_error;
    td_error += setup_->learning_reward(transitions.rewards[column]) + setup_->options.discount * next_value;
    diagnostics_.add(std::array{value, td_error * td_error});
    if (transitions.truncated[i] != 0 && setup_->options.time_limit == TimeLimit::drop) {
      td_error = 0.0;
    } else {
      ++learned;
    }
  }
  return learned;
}

template <class Scalar>
void ActorCriticLearner<Scalar>::learn(std::span<const Index> slots, Index learned_columns) {
  const auto count = static_cast<Index>(slots.size());
  if (learned_columns > 0) {
    const double share = 1.0 / static_cast<double>(learned_columns);
    for (Index column = 0; column < count; ++column) {
      const Index slot = slots[static_cast<std::size_t>(column)];
      actor_.add_trace(slot, share * td_errors_[column]);
      critic_.add_trace(slot, share * td_errors_[column]);
    }
  }
  update();
}

template <class Scalar>
void ActorCriticLearner<Scalar>::update() {
  ++updates_;
  actor_.update(updates_);
  critic_.update(updates_);
  means_are_current_ = false;
}

template <class Scalar>
std::unique_ptr<Policy> ActorCriticLearner<Scalar>::snapshot(RngKey key, Index num_envs) const {
  return std::make_unique<StochasticPolicy<Scalar>>(actor_.network(), actor_.parameters(), setup_->codec, key,
                                                    num_envs);
}

/// Since the last call: mean value and root mean square of the temporal-difference error.
template <class Scalar>
std::vector<double> ActorCriticLearner<Scalar>::take_diagnostics() {
  const std::vector<double> means = diagnostics_.take();
  if (means.empty()) return {};
  return {static_cast<double>(updates_), means[0], std::sqrt(means[1])};
}

template <class Scalar>
void ActorCriticLearner<Scalar>::save(StateWriter& writer) const {
  actor_.save(writer);
  critic_.save(writer);
  for (const Index column : column_of_slot_) writer.write("column", static_cast<std::int64_t>(column));
  writer.write_matrix<double>("values", values_);
  writer.write("means_are_current", static_cast<std::int64_t>(means_are_current_));
  writer.write("updates", updates_);
  diagnostics_.save(writer);
}

template <class Scalar>
void ActorCriticLearner<Scalar>::load(StateReader& reader) {
  actor_.load(reader);
  critic_.load(reader);
  for (Index& column : column_of_slot_) column = reader.read_integer("column", unseen, values_.size() - 1);
  reader.read_into<double>("values", values_);
  means_are_current_ = reader.read_flag("means_are_current");
  updates_ = reader.read_count("updates");
  diagnostics_.load(reader);
}

template class ActorCriticLearner<float>;
template class ActorCriticLearner<double>;

}  // namespace rlrun::learners::map_propagation
