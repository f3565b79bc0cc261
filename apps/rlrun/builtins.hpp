#pragma once

#include "lib/experiment/experiment_config.hpp"

namespace rlrun::app {

/// The composition root: every environment and learner that a config may name.
experiment::Registries builtins();

}  // namespace rlrun::app
