#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::envs {

/// Adds `Multiplexer` (key `address_bits`).
void register_multiplexer(config::EnvironmentRegistry& registry);

}  // namespace rlrun::envs
