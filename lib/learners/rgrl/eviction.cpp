#include "lib/learners/rgrl/eviction.hpp"

namespace rlrun::learners::rgrl {
namespace {

/// Mean over the windows of the episode and over the members.
template <class Scalar>
double mean_priority(const Experience<Scalar>& experience, Index episode, std::span<const Member<Scalar>> members) {
  const auto [first, count] = experience.windows_of(episode);
  double sum = 0.0;
  for (const auto& member : members) {
    for (Index window = first; window < first + count; ++window) sum += member.priorities().get(window);
  }
  return sum / static_cast<double>(count * static_cast<Index>(members.size()));
}

template <class Scalar>
Index episode_of_lowest_priority(const Experience<Scalar>& experience, Index candidates,
                                 std::span<const Member<Scalar>> members) {
  Index result = 0;
  double lowest = mean_priority(experience, 0, members);
  for (Index episode = 1; episode < candidates; ++episode) {
    const double next = mean_priority(experience, episode, members);
    if (next >= lowest) continue;
    lowest = next;
    result = episode;
  }
  return result;
}

/// One of the first `candidates` episodes; the oldest where there is none.
template <class Scalar>
Index choose_episode(Eviction rule, const Experience<Scalar>& experience, Index candidates,
                     std::span<const Member<Scalar>> members, Rng& rng) {
  if (candidates == 0 || rule == Eviction::oldest) return 0;
  if (rule == Eviction::uniform) return static_cast<Index>(rng.below(static_cast<std::uint64_t>(candidates)));
  return episode_of_lowest_priority(experience, candidates, members);
}

/// Leading episodes whose windows all have a priority.
template <class Scalar>
Index learned_episodes(const Experience<Scalar>& experience, Index known_windows) {
  Index episode = 0;
  for (; episode < experience.episodes(); ++episode) {
    const auto [first, count] = experience.windows_of(episode);
    if (first + count > known_windows) break;
  }
  return episode;
}

}  // namespace

template <class Scalar>
void evict(const ReplayOptions& options, Experience<Scalar>& experience, std::span<Member<Scalar>> members, Rng& rng) {
  if (options.capacity == 0) return;
  while (experience.size() > options.capacity && experience.episodes() > 1) {
    const Index candidates = learned_episodes(experience, members.front().priorities().size());
    const Index episode = choose_episode<Scalar>(options.eviction, experience, candidates, members, rng);
    for (auto& member : members) member.forget(experience.windows_of(episode));
    experience.remove(episode);
  }
}

template void evict(const ReplayOptions&, Experience<float>&, std::span<Member<float>>, Rng&);
template void evict(const ReplayOptions&, Experience<double>&, std::span<Member<double>>, Rng&);

}  // namespace rlrun::learners::rgrl
