#include "lib/learners/rgrl/eviction.hpp"

#include <algorithm>

#include "tests/unit/learners/rgrl_member_fixtures.hpp"

namespace rlrun::learners::rgrl {
namespace {

/// Three episodes of 4, 3 and 5 windows, and an ensemble of two that has learned from them.
struct RgrlEviction : RgrlMember {
  RgrlEviction() {
    options.optimiser.learning_rate = 1.0;
    for (const std::uint64_t i : {1UL, 2UL}) members.push_back(make(RngKey(i)));
    for (auto& member : members) member.learn(experience, phase_key);
  }

  void evict_to(int capacity, Eviction rule, RngKey key = RngKey(6)) {
    options.replay.capacity = capacity;
    options.replay.eviction = rule;
    Rng eviction_rng(key);
    evict<double>(options.replay, experience, members, eviction_rng);
  }

  /// First entries of the state before the first step of every episode.
  [[nodiscard]] std::vector<double> episodes() const {
    std::vector<double> result;
    for (Index episode = 0; episode < experience.episodes(); ++episode) {
      Matrix<double> states(4, 1), actions(2, 2), rewards(3, 2), next_states(4, 2);
      experience.copy_window(experience.windows_of(episode).first, 0, 1, states, actions, rewards, next_states);
      result.push_back(states(0, 0));
    }
    return result;
  }

  [[nodiscard]] double mean_priority(Index episode) const {
    const auto [first, count] = experience.windows_of(episode);
    double sum = 0.0;
    for (const auto& member : members) {
      for (Index window = first; window < first + count; ++window) sum += member.priorities().get(window);
    }
    return sum / static_cast<double>(count);
  }

  std::vector<Member<double>> members;
};

TEST_F(RgrlEviction, WithoutABoundOrBelowItNothingGoes) {
  for (const int capacity : {0, 12, 100}) {
    evict_to(capacity, Eviction::oldest);
    EXPECT_EQ(experience.size(), 12);
    EXPECT_EQ(members[0].priorities().size(), 12);
  }
}

TEST_F(RgrlEviction, TheOldestGoesAndLaterPrioritiesMoveUp) {
  const std::vector<double> before = episodes();
  std::vector<double> expected;
  for (Index i = 4; i < 12; ++i) expected.push_back(members[1].priorities().get(i));
  evict_to(11, Eviction::oldest);
  EXPECT_EQ(episodes(), std::vector<double>(before.begin() + 1, before.end()));
  expect_priorities(members[1], expected);
  evict_to(5, Eviction::oldest);
  EXPECT_EQ(experience.size(), 5);
}

TEST_F(RgrlEviction, TheEpisodeOfTheLowestMeanPriorityGoes) {
  std::vector<double> expected = episodes();
  const std::vector<double> means = {mean_priority(0), mean_priority(1), mean_priority(2)};
  const auto lowest = std::ranges::min_element(means) - means.begin();
  expected.erase(expected.begin() + lowest);
  evict_to(11, Eviction::lowest_priority);
  EXPECT_EQ(episodes(), expected);
}

TEST_F(RgrlEviction, UniformlyEveryEpisodeGoesAsOften) {
  const std::vector<double> all = episodes();
  const Experience<double> full = experience;
  const std::vector<Member<double>> trained = members;
  std::vector<int> gone(all.size());
  for (std::uint64_t i = 0; i < 600; ++i) {
    experience = full;
    members = trained;
    evict_to(11, Eviction::uniform, RngKey(i));
    const std::vector<double> left = episodes();
    ASSERT_EQ(left.size(), 2U);
    for (std::size_t k = 0; k < all.size(); ++k) gone[k] += std::ranges::count(left, all[k]) == 0 ? 1 : 0;
  }
  for (const int count : gone) EXPECT_NEAR(count, 200, 46) << "4 standard deviations";
}

TEST_F(RgrlEviction, EpisodesThatWereNotLearnedFromAreSparedWhileThereAreOthers) {
  experience.add(random_episode(model.shape, 4, rng));
  experience.add(random_episode(model.shape, 5, rng));
  const std::vector<double> before = episodes();
  for (const Eviction rule : {Eviction::uniform, Eviction::lowest_priority}) {
    evict_to(8, rule);
    EXPECT_EQ(episodes(), std::vector<double>(before.begin() + 3, before.end()));
    EXPECT_EQ(members[0].priorities().size(), 0);
  }
  evict_to(6, Eviction::uniform);
  EXPECT_EQ(episodes(), std::vector<double>(before.begin() + 4, before.end())) << "then they go by age";
}

TEST_F(RgrlEviction, TheNewestEpisodeStays) {
  evict_to(1, Eviction::oldest);
  EXPECT_EQ(experience.size(), 5);
  EXPECT_EQ(experience.episodes(), 1);
}

}  // namespace
}  // namespace rlrun::learners::rgrl
