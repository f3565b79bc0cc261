#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::learners {

/// Adds `rgrl`.
void register_rgrl(config::LearnerRegistry& registry);

}  // namespace rlrun::learners
