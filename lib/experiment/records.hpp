#pragma once

#include <span>
#include <string>

namespace rlrun::experiment {

/// A finished episode. Reporters receive them in the order of their numbers.
struct EpisodeRecord {
  long episode = 0;  ///< counted from 0 by start
  long step = 0;     ///< environment steps of all episodes up to and including this one
  double episode_return = 0.0;
  long episode_length = 0;  ///< steps
  bool terminated = false;
  bool truncated = false;
  double wall_seconds = 0.0;      ///< from the start of the run to the end of the episode
  double cpu_seconds = 0.0;       ///< the same of the processors: the sum over all threads
  double steps_per_second = 0.0;  ///< mean rate of the run, all slots together, up to the end of the episode
};

/// What a learning phase tells of itself; `values` belong to `names`.
struct DiagnosticsRecord {
  long step = 0;  ///< environment steps of the run so far
  std::span<const std::string> names;
  std::span<const double> values;
};

/// An episode of a frozen policy.
struct EvaluationRecord {
  long step = 0;     ///< environment steps that the policy has learned from
  long episode = 0;  ///< counted from 0 within this evaluation
  double episode_return = 0.0;
  long episode_length = 0;
};

/// Where a run stands; given after every step.
struct Progress {
  long step = 0;  ///< environment steps of the run so far, unfinished episodes included
  double wall_seconds = 0.0;
};

}  // namespace rlrun::experiment
