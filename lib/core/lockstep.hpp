#pragma once

#include <functional>
#include <memory>
#include <span>
#include <vector>

#include "lib/core/environment.hpp"
#include "lib/core/state_io.hpp"

namespace rlrun {

/// Several instances of one environment that step side by side, one slot each, each with a generator of its own.
class Lockstep {
 public:
  /// Builds `num_envs` instances with `make`. Requires num_envs >= 1.
  Lockstep(const std::function<std::unique_ptr<Environment>()>& make, Index num_envs);

  [[nodiscard]] const EnvironmentSpec& spec() const { return environments_.front()->spec(); }
  [[nodiscard]] Index num_envs() const { return static_cast<Index>(environments_.size()); }

  /// Starts an episode in `slot`, all of whose randomness comes from `key`.
  void reset(Index slot, RngKey key, MutableVectorView<double> observation);

  /// Steps the given slots; column i of each matrix, and entry i of `outcomes`, belongs to slots[i].
  /// actions: (action_rows x B); observations: after the step, (observation_size x B), overwritten.
  /// Throws DivergenceError when an observation or reward is not finite.
  void step(std::span<const Index> slots, const MatrixView<double>& actions, MutableMatrixView<double> observations,
            std::span<StepOutcome> outcomes);

  /// The state and the generator of every slot. load throws StateError when the number of slots differs.
  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  std::vector<std::unique_ptr<Environment>> environments_;
  std::vector<Rng> generators_;
};

}  // namespace rlrun
