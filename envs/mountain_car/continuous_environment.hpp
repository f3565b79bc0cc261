#pragma once

#include "envs/mountain_car/dynamics.hpp"
#include "lib/core/environment.hpp"

namespace rlrun::envs::mountain_car {

/// In which precision the state goes from step to step.
enum class StatePrecision {
  single,   ///< rounded to float32 after every step, as in Gym 0.26; the first state is not
  double_,  ///< as in Gym 0.17
};

/// MountainCarContinuous-v0: as MountainCar-v0 with a real-valued push, nominally in [-1, 1].
/// Reward: 100 on reaching the flag, less 0.1 times the square of the action before it is clipped.
/// Observation: the state, each entry rounded to float32. state(): position, velocity.
class MountainCarContinuous final : public Environment {
 public:
  explicit MountainCarContinuous(StatePrecision precision = StatePrecision::single);

  [[nodiscard]] const EnvironmentSpec& spec() const override { return spec_; }
  [[nodiscard]] Vector<double> state() const override;

 private:
  void begin(Rng& rng, MutableVectorView<double> observation) override;
  StepOutcome advance(const VectorView<double>& action, Rng& rng, MutableVectorView<double> observation) override;
  void restore(const VectorView<double>& state) override;

  StatePrecision precision_;
  EnvironmentSpec spec_;
  State state_;
};

}  // namespace rlrun::envs::mountain_car
