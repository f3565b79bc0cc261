#pragma once

#include <functional>

#include "lib/core/types.hpp"

namespace rlrun {

/// What one step has shown.
struct StepResult {
  double reward = 0.0;
  VectorView<double> next_observation;  ///< after the step
  bool terminated = false;
  bool truncated = false;
};

/// How well the task stands after a step, from 0 (it has failed) to 1 (as well as can be). A grade is knowledge of the
/// task beyond its reward. It allocates nothing.
using Grade = std::function<double(const StepResult&)>;

}  // namespace rlrun
