#pragma once

#include "envs/multiplexer/dynamics.hpp"
#include "lib/core/environment.hpp"

namespace rlrun::envs::multiplexer {

/// Multiplexer: name the addressed data bit, 0 or 1. Reward 1 for the right answer, -1 for the wrong one; every episode
/// is one step long. Batches are lockstep columns. Solved is a mean return of 0.98: 99 % right answers.
/// Observation and state(): the inputs, 1 or -1 each; a step does not change them.
class Multiplexer final : public Environment {
 public:
  explicit Multiplexer(const Parameters& parameters = {});

  [[nodiscard]] const EnvironmentSpec& spec() const override { return spec_; }
  [[nodiscard]] Vector<double> state() const override { return inputs_; }

 private:
  void begin(Rng& rng, MutableVectorView<double> observation) override;
  StepOutcome advance(const VectorView<double>& action, Rng& rng, MutableVectorView<double> observation) override;
  void restore(const VectorView<double>& state) override;

  Parameters parameters_;
  EnvironmentSpec spec_;
  Vector<double> inputs_;
};

}  // namespace rlrun::envs::multiplexer
