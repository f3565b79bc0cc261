#pragma once

#include <map>

#include "lib/core/state_io.hpp"
#include "lib/experiment/records.hpp"

namespace rlrun::experiment {

/// Brings finished episodes into the order of their numbers: one that overtook an earlier one waits for it.
/// Rows written in this order, up to any moment, are a prefix of the rows of the whole run.
class EpisodeOrder {
 public:
  void add(const EpisodeRecord& record) { waiting_.emplace(record.episode, record); }

  /// Gives `receive` every episode whose turn has come, with `step` filled in.
  template <class Receive>
  void release(Receive receive) {
    for (auto first = waiting_.begin(); first != waiting_.end() && first->first == next_;
         first = waiting_.erase(first)) {
      EpisodeRecord& record = first->second;
      steps_ += record.episode_length;
      record.step = steps_;
      receive(record);
      ++next_;
    }
  }

  void save(StateWriter& writer) const;
  void load(StateReader& reader);

 private:
  std::map<long, EpisodeRecord> waiting_;
  long next_ = 0;
  long steps_ = 0;
};

}  // namespace rlrun::experiment
