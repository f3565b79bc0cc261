#pragma once

#include "lib/core/learner.hpp"
#include "lib/experiment/experiment_config.hpp"
#include "lib/experiment/reporter.hpp"
#include "lib/experiment/stop_flag.hpp"

namespace rlrun::experiment {

/// Runs frozen copies of a learner in environments of its own, so that learning is not disturbed.
class Evaluator {
 public:
  /// Evaluation number i, counted from 0, draws all its randomness from key.derive(i).
  Evaluator(const ExperimentConfig& config, RngKey key) : config_(config), key_(key) {}

  /// Reports the config's number of episodes, in the order of their numbers. When asked to stop it returns false at
  /// once, reports nothing, and does the same evaluation again when called next.
  /// `step`: environment steps that the learner has seen.
  bool evaluate(const Learner& learner, long step, Reporter& reporter, const StopFlag& stop);

  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  const ExperimentConfig& config_;
  RngKey key_;
  std::uint64_t done_ = 0;
};

}  // namespace rlrun::experiment
