#pragma once

#include "envs/cart_pole/dynamics.hpp"
#include "lib/core/environment.hpp"

namespace rlrun::envs::cart_pole {

/// The state with these entries. Throws UsageError unless there are 4.
State to_state(const VectorView<double>& entries);

/// CartPole-v1: keep the pole up by pushing the cart to the left (action 0) or to the right (action 1).
/// Reward 1 on every step, the last one included. Observation: the state, each entry rounded to float32.
/// state(): position, velocity, angle, angular velocity, not rounded.
class CartPole final : public Environment {
 public:
  explicit CartPole(const Parameters& parameters = {});

  [[nodiscard]] const EnvironmentSpec& spec() const override { return spec_; }
  [[nodiscard]] Vector<double> state() const override;

 private:
  void begin(Rng& rng, MutableVectorView<double> observation) override;
  StepOutcome advance(const VectorView<double>& action, Rng& rng, MutableVectorView<double> observation) override;
  void restore(const VectorView<double>& state) override;

  void observe(MutableVectorView<double> observation) const;

  Parameters parameters_;
  EnvironmentSpec spec_;
  State state_;
};

}  // namespace rlrun::envs::cart_pole
