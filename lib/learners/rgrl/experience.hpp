#pragma once

#include <vector>

#include "lib/core/state_io.hpp"
#include "lib/core/types.hpp"

namespace rlrun::learners::rgrl {

/// One finished episode of L steps as the world model sees it.
template <class Scalar>
struct Episode {
  Matrix<Scalar> states;   ///< (S x (L+1))
  Matrix<Scalar> actions;  ///< (A x L)
  Matrix<Scalar> rewards;  ///< (R x L)

  [[nodiscard]] Index length() const { return actions.cols(); }
};

template <class Scalar>
void save_episode(StateWriter& writer, const Episode<Scalar>& episode);

/// Throws StateError when the lengths of states, actions and rewards do not belong together.
template <class Scalar>
Episode<Scalar> load_episode(StateReader& reader);

/// Windows [first, first + count).
struct WindowRange {
  Index first = 0;
  Index count = 0;
};

/// The experience of a run as overlapping windows of `chunk` consecutive steps, stride 1, that never cross the end of
/// an episode (Wang 2024, Algorithm 1). It grows until episodes are removed.
template <class Scalar>
class Experience {
 public:
  explicit Experience(Index chunk) : chunk_(chunk) {}

  /// An episode, or a stretch of one, that is shorter than a window is not kept.
  void add(Episode<Scalar> episode);

  /// Removes an episode; later ones, and their windows, move up. Requires 0 <= episode < episodes().
  void remove(Index episode);

  [[nodiscard]] Index episodes() const { return static_cast<Index>(episodes_.size()); }
  [[nodiscard]] WindowRange windows_of(Index episode) const;

  [[nodiscard]] Index chunk() const { return chunk_; }
  /// Number of windows. They are numbered in the order in which they were added.
  [[nodiscard]] Index size() const { return static_cast<Index>(windows_.size()); }

  /// Copies a window into column `column` of time-major sequences of `columns` columns: states (S x columns) gets the
  /// state before the first step; actions (A x chunk*columns), rewards and next_states likewise get every step.
  /// Throws nothing; requires 0 <= window < size().
  void copy_window(Index window, Index column, Index columns, Matrix<Scalar>& states, Matrix<Scalar>& actions,
                   Matrix<Scalar>& rewards, Matrix<Scalar>& next_states) const;

  /// load throws StateError as load_episode does, and when episodes differ in the size of their vectors.
  void save(StateWriter& writer) const;
  void load(StateReader& reader);

  /// Whether the vectors of this episode have the sizes of those that are here.
  [[nodiscard]] bool is_of_size(const Episode<Scalar>& episode) const;

 private:
  void number_windows(std::size_t episode);

  struct Window {
    std::size_t episode;
    Index first_step;
  };

  Index chunk_;
  std::vector<Episode<Scalar>> episodes_;
  std::vector<Index> first_windows_;  ///< of each episode
  std::vector<Window> windows_;
};

}  // namespace rlrun::learners::rgrl
