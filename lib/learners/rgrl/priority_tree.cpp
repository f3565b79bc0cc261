#include "lib/learners/rgrl/priority_tree.hpp"

#include <algorithm>
#include <bit>

namespace rlrun::learners::rgrl {

void PriorityTree::resize(Index size) {
  const std::size_t leaves = std::bit_ceil(static_cast<std::size_t>(std::max<Index>(size, 1)));
  std::vector<double> sums(2 * leaves, 0.0);
  for (Index item = 0; item < std::min(size, size_); ++item) sums[leaves + static_cast<std::size_t>(item)] = get(item);
  for (std::size_t node = leaves - 1; node >= 1; --node) sums[node] = sums[2 * node] + sums[2 * node + 1];
  size_ = size;
  leaves_ = leaves;
  sums_ = std::move(sums);
}

void PriorityTree::remove(Index first, Index count) {
  for (Index item = first + count; item < size_; ++item) sums_[leaf(item - count)] = get(item);
  resize(size_ - count);
}

void PriorityTree::set(Index item, double weight) {
  std::size_t node = leaf(item);
  sums_[node] = weight;
  for (node /= 2; node >= 1; node /= 2) sums_[node] = sums_[2 * node] + sums_[2 * node + 1];
}

Index PriorityTree::find(double fraction) const {
  double rest = fraction * total();
  std::size_t node = 1;
  while (node < leaves_) {
    node *= 2;
    // Rounding may leave `rest` at or above an empty right child: go where there is weight.
    if (rest >= sums_[node] && sums_[node + 1] > 0.0) {
      rest -= sums_[node];
      ++node;
    }
  }
  return static_cast<Index>(node - leaves_);
}

}  // namespace rlrun::learners::rgrl
