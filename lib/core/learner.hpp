#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "lib/core/state_io.hpp"
#include "lib/core/types.hpp"

namespace rlrun {

/// What work that takes seconds asks again and again, from any of its threads. Both must be safe to call from all.
struct PauseRequests {
  std::function<bool()> stop = [] { return false; };   ///< the run is to end
  std::function<bool()> pause = [] { return false; };  ///< the run is to be saved, or to end
};

/// Thrown by work that a request broke off. The object may be saved, and the same call, made again, goes on: in the end
/// all is as if there had been no request.
struct Paused {};

/// Chooses actions. It works on columns: one column is one running environment, known by its slot
/// (0 .. num_envs - 1), which it keeps for a whole episode. Only running episodes are passed, without gaps.
class Policy {
 public:
  virtual ~Policy() = default;

  /// Episode number `episode` (counted from 0 by start) begins in `slot` with `observation`.
  virtual void begin_episode(Index slot, long episode, const VectorView<double>& observation) = 0;

  /// observations: (observation_size x B); slots: B entries; actions: (action_rows x B), overwritten.
  virtual void act(const MatrixView<double>& observations, std::span<const Index> slots,
                   MutableMatrixView<double> actions) = 0;

  /// From now on work that may take longer than a second asks these, and throws Paused where one says yes.
  virtual void obey(PauseRequests /*requests*/) {}
};

/// One step of B environments; column i belongs to slots[i].
struct TransitionBatch {
  std::span<const Index> slots;
  MatrixView<double> observations;       ///< before the step, (observation_size x B)
  MatrixView<double> actions;            ///< (action_rows x B)
  VectorView<double> rewards;            ///< B
  MatrixView<double> next_observations;  ///< after the step, (observation_size x B)
  std::span<const char> terminated;      ///< B; the task ended
  std::span<const char> truncated;       ///< B; the time limit ended the episode; never together with terminated
};

/// What the episode loop does with a slot whose episode has ended.
enum class SlotSchedule {
  reset_at_once,          ///< for learners that learn at every step
  rest_until_group_ends,  ///< for learners that learn between groups of episodes
};

/// A policy that learns.
class Learner : public Policy {
 public:
  [[nodiscard]] virtual SlotSchedule slot_schedule() const = 0;

  /// Among how many threads the learner divides its work at most; 1 where no part of it is worth dividing.
  [[nodiscard]] virtual int threads() const { return 1; }

  /// Called after every step. An episode ends where terminated or truncated is set.
  virtual void observe(const TransitionBatch& transitions) = 0;

  /// Called in the place of observe where nothing is to be learned but exploration goes on as ever: to be implemented
  /// where what act does next depends on the step.
  virtual void skip(const TransitionBatch& /*transitions*/) {}

  /// All slots rest: learning from whole episodes happens here.
  /// Throws DivergenceError, naming the tensor, when a parameter or gradient is not finite.
  virtual void end_group() {}

  /// A frozen copy that acts as this learner does now, with its own randomness, for `num_envs` slots.
  /// Using it changes nothing in the learner.
  [[nodiscard]] virtual std::unique_ptr<Policy> snapshot(RngKey key, Index num_envs) const = 0;

  /// Names of the values that take_diagnostics gives; fixed for the learner's life.
  [[nodiscard]] virtual std::vector<std::string> diagnostic_names() const = 0;

  /// Values of the latest learning phase, in the order of the names; empty when there is nothing new.
  virtual std::vector<double> take_diagnostics() = 0;

  /// All state: parameters, optimiser moments, replay, generators. load throws StateError when it does not fit.
  virtual void save(StateWriter& writer) const = 0;
  virtual void load(StateReader& reader) = 0;
};

}  // namespace rlrun
