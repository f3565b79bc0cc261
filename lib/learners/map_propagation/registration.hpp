#pragma once

#include "lib/config/factories.hpp"
#include "lib/learners/map_propagation/options.hpp"

namespace rlrun::learners {

/// Adds `map_propagation` (Chung 2020).
void register_map_propagation(config::LearnerRegistry& registry);

namespace map_propagation {

/// A factory of learners of one family.
config::LearnerFactory make_factory(std::string summary, Family family);

}  // namespace map_propagation
}  // namespace rlrun::learners
