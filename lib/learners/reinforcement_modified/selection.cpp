#include "lib/learners/reinforcement_modified/selection.hpp"

#include <algorithm>
#include <cmath>

namespace rlrun::learners::reinforcement_modified {
namespace {

/// Weight 1 for every highest score. Returns how many there are.
Index weigh_highest(const VectorView<double>& scores, std::span<double> weights) {
  const double highest = scores.maxCoeff();
  Index count = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const bool is_highest = scores[static_cast<Index>(i)] == highest;
    weights[i] = is_highest ? 1.0 : 0.0;
    count += is_highest ? 1 : 0;
  }
  return count;
}

/// The highest score is subtracted first, so that no exponential overflows.
void weigh_by_softmax(const VectorView<double>& scores, double temperature, std::span<double> weights) {
  const double highest = scores.maxCoeff();
  for (std::size_t i = 0; i < weights.size(); ++i) {
    weights[i] = std::exp((scores[static_cast<Index>(i)] - highest) / temperature);
  }
}

}  // namespace

Index select_action(const SelectionOptions& options, const VectorView<double>& scores, Rng& rng,
                    std::span<double> weights) {
  switch (options.kind) {
    case Selection::argmax:
      if (weigh_highest(scores, weights) == 1) return std::ranges::max_element(weights) - weights.begin();
      break;
    case Selection::proportional:
      std::ranges::copy(scores, weights.begin());
      break;
    case Selection::softmax:
      weigh_by_softmax(scores, options.temperature, weights);
      break;
  }
  return static_cast<Index>(rng.categorical(weights));
}

}  // namespace rlrun::learners::reinforcement_modified
