#pragma once

#include "envs/lunar_lander/control.hpp"
#include "envs/lunar_lander/dynamics.hpp"
#include "lib/core/environment.hpp"

namespace rlrun::envs::lunar_lander {

/// LunarLanderLite-v2 and LunarLanderLiteContinuous-v2: land between the flags, legs first. Observations, actions,
/// reward, terrain, start and engine noise of Gym's LunarLander-v2 without its physics library. Deviations: lander and
/// legs are one rigid body, whose legs fold without inertia, touch the ground at one point each and are extended from
/// the start; the ground is its ten edges only.
/// Discrete actions: 0 nothing, 1 left engine, 2 main engine, 3 right engine. Continuous ones: main and side command,
/// each clipped to [-1, 1]. Observations are rounded to float32, the reward is not.
/// state(): the entries of `State` in their order, 31 numbers.
class LunarLander final : public Environment {
 public:
  explicit LunarLander(Control control, const Parameters& parameters = {});

  [[nodiscard]] const EnvironmentSpec& spec() const override { return spec_; }
  [[nodiscard]] Vector<double> state() const override;

 private:
  void begin(Rng& rng, MutableVectorView<double> observation) override;
  StepOutcome advance(const VectorView<double>& action, Rng& rng, MutableVectorView<double> observation) override;
  void restore(const VectorView<double>& state) override;

  Control control_;
  Parameters parameters_;
  EnvironmentSpec spec_;
  State state_;
};

}  // namespace rlrun::envs::lunar_lander
