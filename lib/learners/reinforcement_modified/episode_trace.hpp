#pragma once

#include "lib/core/state_io.hpp"
#include "lib/core/types.hpp"

namespace rlrun::learners::reinforcement_modified {

/// The last steps of one running episode. Steps are counted by age: 0 is the latest.
class EpisodeTrace {
 public:
  /// Keeps `window` >= 1 steps. All memory is taken here.
  EpisodeTrace(Index observation_size, Index window);

  void clear();
  void add(const VectorView<double>& observation, double action, double reward);

  [[nodiscard]] Index size() const { return size_; }
  /// Sum of all rewards since clear, also of steps that are no longer kept.
  [[nodiscard]] double episode_return() const { return episode_return_; }

  [[nodiscard]] VectorView<double> observation(Index age) const { return observations_.col(place(age)); }
  [[nodiscard]] Index action(Index age) const { return static_cast<Index>(actions_[place(age)]); }
  [[nodiscard]] double reward(Index age) const { return rewards_[place(age)]; }

  /// `actions`: how many actions there are, for the check of a loaded state.
  void save(StateWriter& writer) const;
  void load(StateReader& reader, Index actions);

 private:
  [[nodiscard]] Index window() const { return actions_.size(); }
  [[nodiscard]] Index place(Index age) const { return (next_ + window() - 1 - age) % window(); }

  Matrix<double> observations_;
  Vector<double> actions_;
  Vector<double> rewards_;
  Index next_ = 0;  ///< where the next step goes
  Index size_ = 0;
  double episode_return_ = 0.0;
};

}  // namespace rlrun::learners::reinforcement_modified
