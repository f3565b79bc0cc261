#pragma once

#include <memory>

#include "envs/regression/dynamics.hpp"
#include "lib/core/environment.hpp"

namespace rlrun::envs::regression {

struct Parameters {
  RewardKind reward = RewardKind::squared_error;
  double action_limit = 50.0;  ///< nominal bound; not of the paper, where any real number is an action. In 100
                               ///< random networks of 8 inputs and 8 hidden units no y of 2000 was above 38
};

/// Regression: name the output of a fixed random network for the observed input. The reward is the negative error, the
/// best return 0; every episode is one step long. Batches are lockstep columns.
/// Action: one real number, nominally within +-action_limit. It is never clipped.
/// Observation and state(): the input; a step does not change it.
class Regression final : public Environment {
 public:
  /// The network, which is not nullptr, may be shared with other instances.
  explicit Regression(std::shared_ptr<const TargetNetwork> network, const Parameters& parameters = {});

  [[nodiscard]] const EnvironmentSpec& spec() const override { return spec_; }
  [[nodiscard]] Vector<double> state() const override { return inputs_; }

 private:
  void begin(Rng& rng, MutableVectorView<double> observation) override;
  StepOutcome advance(const VectorView<double>& action, Rng& rng, MutableVectorView<double> observation) override;
  void restore(const VectorView<double>& state) override;

  std::shared_ptr<const TargetNetwork> network_;
  Parameters parameters_;
  EnvironmentSpec spec_;
  Vector<double> inputs_;
};

}  // namespace rlrun::envs::regression
