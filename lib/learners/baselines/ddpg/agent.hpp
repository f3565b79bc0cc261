#pragma once

#include <memory>

#include "lib/learners/baselines/ddpg/setup.hpp"

namespace rlrun::learners::ddpg {

/// Means over the transitions of an update.
struct UpdateStatistics {
  double critic_loss = 0.0;  ///< squared TD error
  double value = 0.0;        ///< Q(s, a) of the batch
};

/// Actor, critic, and their target copies while they learn (Lillicrap et al. 2016, Algorithm 1).
template <class Scalar>
class Agent {
 public:
  /// most_columns: of an update, and of the observations that are acted on.
  Agent(std::shared_ptr<const DdpgSetup> setup, Index most_columns, RngKey initialisation_key);

  /// observations: (observation_size x B), scaled. The actions without noise, (action_size x B), until the next call.
  MatrixView<Scalar> act(const MatrixView<Scalar>& observations);

  /// One update of critic, actor and targets on (RecordRows::size x N) transitions.
  /// Throws DivergenceError, naming the tensor, when a parameter is not finite.
  UpdateStatistics update(const MatrixView<Scalar>& records);

  /// What an update would report, without one.
  UpdateStatistics evaluate(const MatrixView<Scalar>& records);

  /// Q of one transition's observation and action. record: (RecordRows::size x 1).
  double value(const MatrixView<Scalar>& record);

  /// A new actor, as at the beginning but with other weights; the critic stays as it is.
  void restart_actor(RngKey initialisation_key);

  [[nodiscard]] const nn::Parameters<Scalar>& actor() const { return actor_; }
  [[nodiscard]] const nn::Parameters<Scalar>& critic() const { return critic_; }
  [[nodiscard]] const nn::Parameters<Scalar>& target_actor() const { return target_actor_; }
  [[nodiscard]] const nn::Parameters<Scalar>& target_critic() const { return target_critic_; }

  void save(StateWriter& writer) const;
  /// Throws StateError when it does not fit.
  void load(StateReader& reader);

 private:
  UpdateStatistics update_critic(const MatrixView<Scalar>& records);
  void update_actor(const MatrixView<Scalar>& records);
  void compute_targets(const MatrixView<Scalar>& records);

  std::shared_ptr<const DdpgSetup> setup_;
  RecordRows rows_;
  nn::Parameters<Scalar> actor_;
  nn::Parameters<Scalar> critic_;
  nn::Parameters<Scalar> target_actor_;
  nn::Parameters<Scalar> target_critic_;
  nn::Parameters<Scalar> d_actor_;
  nn::Parameters<Scalar> d_critic_;
  nn::Optimiser<Scalar> actor_optimiser_;
  nn::Optimiser<Scalar> critic_optimiser_;
  nn::MlpPass<Scalar> actor_pass_;
  nn::MlpPass<Scalar> critic_pass_;
  Matrix<Scalar> targets_;  ///< (1 x most_columns)
  Matrix<Scalar> d_value_;  ///< (1 x most_columns)
};

/// target += rate * (source - target), everywhere.
template <class Scalar>
void approach(nn::Parameters<Scalar>& target, const nn::Parameters<Scalar>& source, double rate) {
  target.flat() += static_cast<Scalar>(rate) * (source.flat() - target.flat());
}

}  // namespace rlrun::learners::ddpg
