#include "lib/core/replayer.hpp"

#include <utility>

namespace rlrun {

StateReplayer::StateReplayer(std::unique_ptr<Environment> environment)
    : environment_(std::move(environment)), observation_(environment_->spec().observation_size()) {}

StepOutcome StateReplayer::repeat(const RecordedTransition& transition, MutableVectorView<double> after) {
  environment_->set_state(transition.before);
  const StepOutcome outcome = environment_->step(transition.action, rng_, observation_);
  after = environment_->state();
  return outcome;
}

}  // namespace rlrun
