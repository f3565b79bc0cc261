#pragma once

#include <stdexcept>
#include <string>

namespace rlrun {

/// Bad usage or configuration, or a refused overwrite: exit code 2. The message holds one finding a line.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A number that is not finite turned up in an observation, reward, parameter or gradient: exit code 3.
struct DivergenceError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace rlrun
