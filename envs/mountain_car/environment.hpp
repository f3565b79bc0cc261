#pragma once

#include "envs/mountain_car/dynamics.hpp"
#include "lib/core/environment.hpp"

namespace rlrun::envs::mountain_car {

/// MountainCar-v0: reach the flag on the right hill by pushing to the left (0), not at all (1) or to the right (2).
/// Reward -1 on every step, the last one included. Observation: the state, each entry rounded to float32.
/// state(): position, velocity, not rounded.
class MountainCar final : public Environment {
 public:
  MountainCar();

  [[nodiscard]] const EnvironmentSpec& spec() const override { return spec_; }
  [[nodiscard]] Vector<double> state() const override;

 private:
  void begin(Rng& rng, MutableVectorView<double> observation) override;
  StepOutcome advance(const VectorView<double>& action, Rng& rng, MutableVectorView<double> observation) override;
  void restore(const VectorView<double>& state) override;

  EnvironmentSpec spec_;
  State state_;
};

}  // namespace rlrun::envs::mountain_car
