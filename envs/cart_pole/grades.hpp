#pragma once

#include "lib/config/factories.hpp"

namespace rlrun::envs::cart_pole {

/// `margin` and `linear`: how far cart and pole are from failing, and from where a linear controller would not push.
config::Grades grades();

}  // namespace rlrun::envs::cart_pole
