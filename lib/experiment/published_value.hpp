#pragma once

#include <string>

namespace rlrun::experiment {

/// A return that others report of the same task, to compare with.
struct PublishedValue {
  double value = 0.0;
  std::string label = {};

  bool operator==(const PublishedValue&) const = default;
};

}  // namespace rlrun::experiment
