#include "lib/core/environment.hpp"

#include "lib/core/error.hpp"

namespace rlrun {

void Environment::reset(Rng& rng, MutableVectorView<double> observation) {
  begin(rng, observation);
  terminated_ = false;
}

void Environment::set_state(const VectorView<double>& state) {
  restore(state);
  terminated_ = false;
}

void Environment::refuse_step() const {
  throw UsageError(spec().name + ": the episode has ended; reset comes before another step");
}

}  // namespace rlrun
