#pragma once

#include "lib/config/reader.hpp"
#include "lib/nn/optimiser.hpp"

namespace rlrun::learners {

/// Reads the keys of a mapping that describes an optimiser, and finishes it.
/// rate_source: the source's name of the learning rate.
void read_optimiser(config::Reader reader, std::string_view rate_source, nn::OptimiserOptions& options);

}  // namespace rlrun::learners
