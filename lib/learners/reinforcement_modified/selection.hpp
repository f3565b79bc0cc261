#pragma once

#include <span>

#include "lib/core/rng.hpp"
#include "lib/core/types.hpp"

namespace rlrun::learners::reinforcement_modified {

/// How an action is chosen by the scores of all.
enum class Selection {
  argmax,        ///< the highest score; equal ones are drawn from
  proportional,  ///< with probabilities proportional to the scores
  softmax,       ///< with probabilities proportional to exp(score / temperature); not in the document
};

struct SelectionOptions {
  Selection kind = Selection::proportional;
  double temperature = 0.1;  ///< of softmax
};

/// scores: n entries, not negative for proportional; weights: n entries of workspace. Nothing is allocated.
/// Draws from the generator unless argmax finds one score above all others.
Index select_action(const SelectionOptions& options, const VectorView<double>& scores, Rng& rng,
                    std::span<double> weights);

}  // namespace rlrun::learners::reinforcement_modified
