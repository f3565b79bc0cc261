#pragma once

#include <memory>

#include "lib/core/environment.hpp"

namespace rlrun {

/// One recorded step of an environment.
struct RecordedTransition {
  long t = 0;             ///< steps of the episode before this one
  Vector<double> before;  ///< the recorded entries of the state, or of what stands for it
  Vector<double> action;  ///< one entry a component
  Vector<double> noise;   ///< recorded random draws of the step; often none
  Vector<double> after;   ///< as `before`
  double reward = 0.0;
  bool terminated = false;
};

/// Repeats recorded steps of an environment one by one, in the order of the recording.
class Replayer {
 public:
  virtual ~Replayer() = default;

  /// Entries of `before` and `after`, and of `noise`, that a recording must have.
  [[nodiscard]] virtual Index entries() const = 0;
  [[nodiscard]] virtual Index noise_entries() const { return 0; }

  /// Largest error of an entry that usually counts as none, and how many times as much that of the reward may be.
  [[nodiscard]] virtual double usual_tolerance() const = 0;
  [[nodiscard]] virtual double reward_tolerance_factor() const { return 1.0; }

  /// False for steps that cannot be repeated from what was recorded. To be asked once for every step, in order.
  [[nodiscard]] virtual bool can_repeat(const RecordedTransition& /*transition*/) { return true; }

  /// Takes the step again. `after`: entries() entries, overwritten.
  virtual StepOutcome repeat(const RecordedTransition& transition, MutableVectorView<double> after) = 0;
};

/// For recordings of the full internal state.
class StateReplayer final : public Replayer {
 public:
  explicit StateReplayer(std::unique_ptr<Environment> environment);

  [[nodiscard]] Index entries() const override { return environment_->state().size(); }
  [[nodiscard]] double usual_tolerance() const override { return 1e-11; }
  StepOutcome repeat(const RecordedTransition& transition, MutableVectorView<double> after) override;

 private:
  std::unique_ptr<Environment> environment_;
  Rng rng_;
  Vector<double> observation_;
};

}  // namespace rlrun
