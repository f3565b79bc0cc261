#pragma once

#include <vector>

#include "lib/core/types.hpp"

namespace rlrun::learners::rgrl {

/// Non-negative weights of n items with drawing in proportion to them, both in O(log n): a binary tree of sums
/// (Schaul et al., "Prioritized experience replay", ICLR 2016, appendix B.2.1).
class PriorityTree {
 public:
  /// Keeps the weights of the first items; new ones are 0.
  void resize(Index size);
  /// Items after the removed ones move up.
  void remove(Index first, Index count);
  [[nodiscard]] Index size() const { return size_; }

  /// Requires a finite weight >= 0.
  void set(Index item, double weight);
  [[nodiscard]] double get(Index item) const { return sums_[leaf(item)]; }
  [[nodiscard]] double total() const { return sums_[1]; }

  /// The item at `fraction` in [0, 1) of the cumulated weights. Requires total() > 0.
  [[nodiscard]] Index find(double fraction) const;

 private:
  [[nodiscard]] std::size_t leaf(Index item) const { return leaves_ + static_cast<std::size_t>(item); }

  Index size_ = 0;
  std::size_t leaves_ = 1;                 ///< a power of two
  std::vector<double> sums_ = {0.0, 0.0};  ///< node i has the children 2i and 2i+1; the root is node 1
};

}  // namespace rlrun::learners::rgrl
