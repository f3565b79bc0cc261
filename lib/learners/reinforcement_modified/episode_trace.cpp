#include "lib/learners/reinforcement_modified/episode_trace.hpp"

#include <algorithm>

namespace rlrun::learners::reinforcement_modified {

EpisodeTrace::EpisodeTrace(Index observation_size, Index window)
    : observations_(Matrix<double>::Zero(observation_size, window)),
      actions_(Vector<double>::Zero(window)),
      rewards_(Vector<double>::Zero(window)) {}

void EpisodeTrace::clear() {
  next_ = 0;
  size_ = 0;
  episode_return_ = 0.0;
}

void EpisodeTrace::add(const VectorView<double>& observation, double action, double reward) {
  observations_.col(next_) = observation;
  actions_[next_] = action;
  rewards_[next_] = reward;
  next_ = (next_ + 1) % window();
  size_ = std::min(size_ + 1, window());
  episode_return_ += reward;
}

void EpisodeTrace::save(StateWriter& writer) const {
  writer.write_matrix<double>("trace_observations", observations_);
  writer.write_matrix<double>("trace_actions", actions_);
  writer.write_matrix<double>("trace_rewards", rewards_);
  writer.write("trace_next", static_cast<std::int64_t>(next_));
  writer.write("trace_size", static_cast<std::int64_t>(size_));
  writer.write("trace_return", episode_return_);
}

void EpisodeTrace::load(StateReader& reader, Index actions) {
  reader.read_into<double>("trace_observations", observations_);
  reader.read_into<double>("trace_actions", actions_);
  reader.read_into<double>("trace_rewards", rewards_);
  next_ = reader.read_integer("trace_next", 0, window() - 1);
  size_ = reader.read_integer("trace_size", 0, window());
  episode_return_ = reader.read_finite("trace_return");
  const bool acts = actions_.minCoeff() >= 0.0 && actions_.maxCoeff() < static_cast<double>(actions);
  if (!acts) throw StateError("the saved trace is none");
}

}  // namespace rlrun::learners::reinforcement_modified
