#pragma once

#include "envs/acrobot/dynamics.hpp"
#include "lib/core/environment.hpp"

namespace rlrun::envs::acrobot {

/// Acrobot-v1: swing the tip up with a torque of -1 (action 0), 0 (1) or 1 N m (2) at the joint between the links.
/// Reward -1 a step, 0 on the one that reaches the height. Observation: cosine and sine of both angles, then both
/// angular velocities, rounded to float32. state(): both angles, both angular velocities, not rounded.
class Acrobot final : public Environment {
 public:
  Acrobot();

  [[nodiscard]] const EnvironmentSpec& spec() const override { return spec_; }
  [[nodiscard]] Vector<double> state() const override;

 private:
  void begin(Rng& rng, MutableVectorView<double> observation) override;
  StepOutcome advance(const VectorView<double>& action, Rng& rng, MutableVectorView<double> observation) override;
  void restore(const VectorView<double>& state) override;

  void observe(MutableVectorView<double> observation) const;

  EnvironmentSpec spec_;
  State state_;
};

}  // namespace rlrun::envs::acrobot
