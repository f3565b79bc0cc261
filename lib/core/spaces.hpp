#pragma once

#include <variant>

#include "lib/core/rng.hpp"
#include "lib/core/types.hpp"

namespace rlrun {

/// Actions 0 .. count - 1. In a matrix of actions: one row that holds the index.
struct DiscreteSpace {
  int count = 0;
};

/// Real vectors, one row a component; `low` and `high` have one entry a component and may be infinite.
struct BoxSpace {
  Vector<double> low;
  Vector<double> high;
};

using ActionSpace = std::variant<DiscreteSpace, BoxSpace>;

/// Rows of a matrix that holds one action of `space` a column.
Index action_rows(const ActionSpace& space);

/// True for discrete spaces and boxes without infinite bounds.
bool is_bounded(const ActionSpace& space);

/// An action drawn uniformly from a bounded space. action: action_rows(space) entries, overwritten.
void draw_action(const ActionSpace& space, Rng& rng, MutableVectorView<double> action);

}  // namespace rlrun
