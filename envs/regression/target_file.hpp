#pragma once

#include <filesystem>

#include "envs/regression/dynamics.hpp"
#include "lib/config/scalar.hpp"

namespace rlrun::envs::regression {

/// Reads the weights of a target network from a YAML or JSON file of at most 1 MiB, for example
///
///     A: [[0.5, -1.0, 2.0], [1.5, 0.0, -0.25]]   # one row an input, one column a hidden unit
///     c: [[1.0], [-2.0], [0.5]]                  # one row a hidden unit
///
/// The keys may go on with an underscore and anything, such as `A_2x3`; other keys are passed over. That is the form in
/// which the weights of the paper's code are handed on. Layers have at most `largest_layer` entries.
/// The problem, if any, begins with the file's name and the place in it.
config::Parsed<TargetNetwork> read_target_file(const std::filesystem::path& path);

}  // namespace rlrun::envs::regression
