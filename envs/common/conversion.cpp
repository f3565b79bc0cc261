#include "envs/common/conversion.hpp"

#include <cmath>

#include "lib/core/error.hpp"

namespace rlrun::envs {

void refuse_action(double action, int count, std::string_view environment) {
  throw UsageError(std::string(environment) + ": the action is " + std::to_string(action) + ", allowed: 0 to " +
                   std::to_string(count - 1));
}

double finite_action(double action, std::string_view environment) {
  if (std::isfinite(action)) return action;
  throw UsageError(std::string(environment) + ": the action is " + std::to_string(action) +
                   ", allowed: finite numbers");
}

void check_state_size(const VectorView<double>& state, Index size, std::string_view environment) {
  if (state.size() == size) return;
  throw UsageError(std::string(environment) + ": a state has " + std::to_string(size) + " entries, not " +
                   std::to_string(state.size()));
}

}  // namespace rlrun::envs
