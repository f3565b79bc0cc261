#include "lib/learners/reinforcement_modified/episode_memory.hpp"

#include <algorithm>
#include <limits>

namespace rlrun::learners::reinforcement_modified {

EpisodeMemory::EpisodeMemory(const MemoryOptions& options, Index observation_size, Index window)
    : options_(options),
      episodes_(static_cast<std::size_t>(options.episodes), EpisodeTrace(observation_size, window)),
      lowest_return_(std::numeric_limits<double>::max()) {}

void EpisodeMemory::consider(const EpisodeTrace& trace) {
  if (episodes_.empty()) return;
  lowest_return_ = std::min(lowest_return_, trace.episode_return());
  if (trace.episode_return() <= lowest_return_) return;
  if (size_ < episodes_.size()) {
    episodes_[size_++] = trace;
    return;
  }
  const auto worst = std::ranges::min_element(episodes_, {}, &EpisodeTrace::episode_return);
  if (trace.episode_return() >= worst->episode_return()) *worst = trace;
}

void EpisodeMemory::recall(std::size_t episode, Lessons& lessons) const {
  const EpisodeTrace& trace = episodes_[episode];
  for (Index age = 0; age < trace.size(); ++age) {
    lessons.add(trace.observation(age), trace.action(age), options_.reinforcement);
  }
}

void EpisodeMemory::save(StateWriter& writer) const {
  for (const EpisodeTrace& episode : episodes_) episode.save(writer);
  writer.write("memory_size", static_cast<std::int64_t>(size_));
  writer.write("memory_lowest_return", lowest_return_);
}

void EpisodeMemory::load(StateReader& reader, Index actions) {
  for (EpisodeTrace& episode : episodes_) episode.load(reader, actions);
  const auto most = static_cast<std::int64_t>(episodes_.size());
  size_ = static_cast<std::size_t>(reader.read_integer("memory_size", 0, most));
  lowest_return_ = reader.read_finite("memory_lowest_return");
}

}  // namespace rlrun::learners::reinforcement_modified
