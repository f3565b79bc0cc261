#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::envs::acrobot {

/// `tip_height`: how high the tip is.
config::Grades grades();

}  // namespace rlrun::envs::acrobot
