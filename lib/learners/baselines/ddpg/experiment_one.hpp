#pragma once

#include <memory>
#include <string>
#include <vector>

#include "lib/learners/baselines/ddpg/derivative_correlation.hpp"
#include "lib/learners/baselines/ddpg/sub_critics.hpp"

namespace rlrun::learners::ddpg {

/// Experiment 1 of Guss et al. 2016: sub-critics of the parts of an actor, the correlation of what they say with what
/// the global critic says, and a second phase in which only they learn. Changes nothing in phase one.
template <class Scalar>
class ExperimentOne {
 public:
  ExperimentOne(const std::shared_ptr<const DdpgSetup>& setup, Index most_columns, Index slots, RngKey key);

  /// Of the latest episode that ended: names such as correlation_l0_n3 for a neuron and correlation_l0 for a layer.
  [[nodiscard]] std::vector<std::string> diagnostic_names() const;
  [[nodiscard]] const Vector<double>& correlations() const { return correlations_; }

  /// True once only the sub-critics learn.
  [[nodiscard]] bool in_phase_two() const;

  void begin_episode(Index slot);

  /// A step of the slot. record: (RecordRows::size x 1).
  void observe(Index slot, Agent<Scalar>& agent, const MatrixView<Scalar>& record);

  /// The slot's episode ended. Where phase one ends with it, the agent gets a new actor.
  void end_episode(Index slot, Agent<Scalar>& agent);

  /// One update of the sub-critics, unless they learn online.
  void learn(const Agent<Scalar>& agent, const MatrixView<Scalar>& records);

  void save(StateWriter& writer) const;
  /// Throws StateError when it does not fit.
  void load(StateReader& reader);

 private:
  [[nodiscard]] bool learns_online() const;

  std::shared_ptr<const DdpgSetup> setup_;
  Index most_columns_;
  RngKey key_;
  SubCritics<Scalar> sub_critics_;
  std::vector<DerivativeCorrelation> series_;  ///< one a slot
  Vector<double> correlations_;
  std::int64_t episodes_ = 0;
};

}  // namespace rlrun::learners::ddpg
