#pragma once

#include "envs/chain/dynamics.hpp"
#include "lib/core/environment.hpp"

namespace rlrun::envs::chain {

enum class Control {
  discrete,    ///< 0: a step to the left, 1: to the right
  continuous,  ///< the step as a share of the longest one, clipped to [-1, 1]
};

/// Chain: walk to the goal far on the right. Nothing is random, neither the start nor the steps.
/// Observation: the position in blocks. Its space holds every position that a step can lead to.
/// state(): position, left end, goal. The ends never change; they are there for whoever draws a state.
/// The usual limit is ten times the steps of the way from 0 to the goal; the sources name none. Solved, in the paper's
/// variant, is a mean return of 0.9 times goal_reward; in the walk no return tells that the goal is reached, because
/// staying right of 0 pays as well.
class Chain final : public Environment {
 public:
  explicit Chain(const Parameters& parameters = {}, Control control = Control::discrete);

  [[nodiscard]] const EnvironmentSpec& spec() const override { return spec_; }
  [[nodiscard]] Vector<double> state() const override;

 private:
  void begin(Rng& rng, MutableVectorView<double> observation) override;
  StepOutcome advance(const VectorView<double>& action, Rng& rng, MutableVectorView<double> observation) override;
  /// Throws UsageError when the size is wrong or the ends are those of another chain.
  void restore(const VectorView<double>& state) override;

  [[nodiscard]] double displacement(double action) const;

  Parameters parameters_;
  Control control_;
  EnvironmentSpec spec_;
  State state_;
};

}  // namespace rlrun::envs::chain
