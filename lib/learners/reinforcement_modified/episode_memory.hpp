#pragma once

#include <vector>

#include "lib/learners/reinforcement_modified/episode_trace.hpp"
#include "lib/learners/reinforcement_modified/lessons.hpp"

namespace rlrun::learners::reinforcement_modified {

struct MemoryOptions {
  long episodes = 0;           ///< that are remembered; 0: none
  double reinforcement = 1.0;  ///< of every action of a remembered episode
};

/// The best episodes so far, whose actions are rewarded again and again; not in the document. Where success is rare it
/// would otherwise be forgotten before the next one. Of equal episodes the latest stay. An episode that is no better
/// than the worst ever seen is not worth remembering.
class EpisodeMemory {
 public:
  /// Keeps `window` steps of each episode. All memory is taken here.
  EpisodeMemory(const MemoryOptions& options, Index observation_size, Index window);

  void consider(const EpisodeTrace& trace);

  [[nodiscard]] std::size_t size() const { return size_; }
  /// Adds a lesson for every step of the remembered episode number `episode`, the latest first.
  void recall(std::size_t episode, Lessons& lessons) const;

  void save(StateWriter& writer) const;
  void load(StateReader& reader, Index actions);

 private:
  MemoryOptions options_;
  std::vector<EpisodeTrace> episodes_;
  std::size_t size_ = 0;
  double lowest_return_;
};

}  // namespace rlrun::learners::reinforcement_modified
