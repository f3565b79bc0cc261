#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::envs::lunar_lander {

/// `glide` and `landing`: how near the lander is to the targets of Gym's controller, and the potential of its reward.
/// Both are 1 where it has come to rest and 0 where it has crashed or flown away.
config::Grades grades();

}  // namespace rlrun::envs::lunar_lander
