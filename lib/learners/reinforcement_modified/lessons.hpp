#pragma once

#include <span>
#include <vector>

#include "lib/core/rng.hpp"
#include "lib/core/types.hpp"

namespace rlrun::learners::reinforcement_modified {

/// Judged actions that are to be learned from: one column an input, with the action taken and its reinforcement.
class Lessons {
 public:
  /// Room for `capacity` of them. All memory is taken here.
  Lessons(Index observation_size, Index capacity);

  void clear() { count_ = 0; }
  /// A reinforcement of 0 is no lesson.
  void add(const VectorView<double>& observation, Index action, double reinforcement);
  /// The first becomes the last.
  void reverse();
  void shuffle(Rng& rng);

  [[nodiscard]] Index count() const { return count_; }
  [[nodiscard]] MatrixView<double> observations(Index first, Index count) const {
    return observations_.middleCols(first, count);
  }
  [[nodiscard]] std::span<const Index> actions(Index first, Index count) const {
    return std::span(actions_).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
  }
  [[nodiscard]] std::span<const double> reinforcements(Index first, Index count) const {
    return std::span(reinforcements_).subspan(static_cast<std::size_t>(first), static_cast<std::size_t>(count));
  }

 private:
  void exchange(Index a, Index b);

  Matrix<double> observations_;
  std::vector<Index> actions_;
  std::vector<double> reinforcements_;
  Index count_ = 0;
};

}  // namespace rlrun::learners::reinforcement_modified
