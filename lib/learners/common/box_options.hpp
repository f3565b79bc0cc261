#pragma once

#include "lib/config/reader.hpp"
#include "lib/core/spaces.hpp"

namespace rlrun::learners {

/// Reads the mapping `observation_scale` with `low` and `high`: the bounds that are mapped to -1 and 1. The defaults
/// are those of `space`, and -1 and 1, which change nothing, in a dimension that lacks a finite bound.
BoxSpace read_observation_box(config::Reader& reader, const BoxSpace& space);

}  // namespace rlrun::learners
