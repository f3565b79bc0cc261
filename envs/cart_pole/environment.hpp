#pragma once

#include "envs/cart_pole/dynamics.hpp"
#include "lib/core/environment.hpp"

namespace rlrun::envs::cart_pole {

/// CartPole-v1: keep the pole up by pushing the cart to the left (action 0) or to the right (action 1).
/// Reward 1 on every step, the last one included. Observation: the state, each entry rounded to float32.
/// state(): position, velocity, angle, angular velocity, not rounded.
class CartPole final : public Environment {
 public:
  explicit CartPole(const Parameters& parameters = {});

  [[nodiscard]] const EnvironmentSpec& spec() const override { return spec_; }
  void reset(Rng& rng, MutableVectorView<double> observation) override;
  StepOutcome step(const VectorView<double>& action, Rng& rng, MutableVectorView<double> observation) override;
  [[nodiscard]] Vector<double> state() const override;
  void set_state(const VectorView<double>& state) override;

 private:
  void observe(MutableVectorView<double> observation) const;

  Parameters parameters_;
  EnvironmentSpec spec_;
  State state_;
};

}  // namespace rlrun::envs::cart_pole
