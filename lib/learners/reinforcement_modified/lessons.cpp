#include "lib/learners/reinforcement_modified/lessons.hpp"

#include <utility>

namespace rlrun::learners::reinforcement_modified {

Lessons::Lessons(Index observation_size, Index capacity)
    : observations_(observation_size, capacity),
      actions_(static_cast<std::size_t>(capacity)),
      reinforcements_(static_cast<std::size_t>(capacity)) {}

void Lessons::add(const VectorView<double>& observation, Index action, double reinforcement) {
  if (reinforcement == 0.0) return;
  observations_.col(count_) = observation;
  actions_[static_cast<std::size_t>(count_)] = action;
  reinforcements_[static_cast<std::size_t>(count_)] = reinforcement;
  ++count_;
}

void Lessons::exchange(Index a, Index b) {
  if (a == b) return;
  observations_.col(a).swap(observations_.col(b));
  std::swap(actions_[static_cast<std::size_t>(a)], actions_[static_cast<std::size_t>(b)]);
  std::swap(reinforcements_[static_cast<std::size_t>(a)], reinforcements_[static_cast<std::size_t>(b)]);
}

void Lessons::reverse() {
  for (Index i = 0; i < count_ / 2; ++i) exchange(i, count_ - 1 - i);
}

void Lessons::shuffle(Rng& rng) {
  for (Index i = count_; i > 1; --i) {
    exchange(i - 1, static_cast<Index>(rng.below(static_cast<std::uint64_t>(i))));
  }
}

}  // namespace rlrun::learners::reinforcement_modified
