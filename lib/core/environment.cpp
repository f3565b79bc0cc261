#include "lib/core/environment.hpp"

#include "lib/core/error.hpp"

namespace rlrun {

void Environment::reset(Rng& rng, MutableVectorView<double> observation) {
  begin(rng, observation);
  terminated_ = false;
}

StepOutcome Environment::step(const VectorView<double>& action, Rng& rng, MutableVectorView<double> observation) {
  if (terminated_) throw UsageError(spec().name + ": the episode has ended; reset comes before another step");
  const StepOutcome outcome = advance(action, rng, observation);
  terminated_ = outcome.terminated;
  return outcome;
}

void Environment::set_state(const VectorView<double>& state) {
  restore(state);
  terminated_ = false;
}

}  // namespace rlrun
