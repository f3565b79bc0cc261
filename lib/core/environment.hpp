#pragma once

#include <functional>
#include <limits>
#include <memory>
#include <string>

#include "lib/core/rng.hpp"
#include "lib/core/spaces.hpp"
#include "lib/core/types.hpp"

namespace rlrun {

/// What a learner and the episode loop may know of an environment.
struct EnvironmentSpec {
  std::string name;
  BoxSpace observation_space;  ///< informative: observations are not clipped to it
  ActionSpace action_space;
  long time_limit = 0;  ///< steps; the usual limit of this environment, which a config may replace
  double solved_return = std::numeric_limits<double>::quiet_NaN();  ///< mean return that counts as solved; NaN: none

  /// The action of one component that would be best for an observation, in tasks that are supervised learning in
  /// disguise; empty in all others.
  std::function<double(const VectorView<double>& observation)> wanted_action = {};

  [[nodiscard]] Index observation_size() const { return observation_space.low.size(); }
};

struct StepOutcome {
  double reward = 0.0;
  bool terminated = false;  ///< the task itself ended; never set by a time limit
};

/// One instance of a task. It never counts steps and never resets itself.
class Environment {
 public:
  virtual ~Environment() = default;

  [[nodiscard]] virtual const EnvironmentSpec& spec() const = 0;

  /// Starts an episode. `observation`: observation_size entries, overwritten.
  void reset(Rng& rng, MutableVectorView<double> observation);

  /// Takes one step. `action`: action_rows entries. `observation`: the one after the step, overwritten.
  /// Throws UsageError when the action lies outside a discrete space or is not finite, and after a step that terminated
  /// the episode until reset or set_state.
  StepOutcome step(const VectorView<double>& action, Rng& rng, MutableVectorView<double> observation) {
    if (terminated_) refuse_step();
    const StepOutcome outcome = advance(action, rng, observation);
    terminated_ = outcome.terminated;
    return outcome;
  }

  /// The environment's full internal state, such that set_state(state()) changes nothing that a step depends on.
  [[nodiscard]] virtual Vector<double> state() const = 0;

  /// Throws UsageError when the size is wrong.
  void set_state(const VectorView<double>& state);

 private:
  virtual void begin(Rng& rng, MutableVectorView<double> observation) = 0;
  virtual StepOutcome advance(const VectorView<double>& action, Rng& rng, MutableVectorView<double> observation) = 0;
  virtual void restore(const VectorView<double>& state) = 0;

  [[noreturn]] void refuse_step() const;

  bool terminated_ = false;
};

}  // namespace rlrun
