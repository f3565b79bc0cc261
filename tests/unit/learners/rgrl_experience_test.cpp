#include "lib/learners/rgrl/experience.hpp"

#include <gtest/gtest.h>

#include "tests/unit/learners/rgrl_fixtures.hpp"

namespace rlrun::learners::rgrl {
namespace {

/// Every entry tells its kind, episode and step: state 100 * episode + step, action + 0.25, reward + 0.5.
Episode<double> numbered_episode(Index episode, Index length) {
  const auto numbers = [episode](Index count, double kind) {
    return Matrix<double>::NullaryExpr(1, count, [episode, kind](Index /*row*/, Index step) {
      return static_cast<double>(100 * episode + step) + kind;
    });
  };
  return {numbers(length + 1, 0.0), numbers(length, 0.25), numbers(length, 0.5)};
}

struct Window {
  double state = 0.0;
  Vector<double> actions, rewards, next_states;
};

/// Copies the window into the middle one of three columns and checks that the others stay as they are.
Window copy(const Experience<double>& experience, Index window) {
  constexpr double untouched = -1.0;
  const Index chunk = experience.chunk();
  Matrix<double> states = Matrix<double>::Constant(1, 3, untouched);
  Matrix<double> actions = Matrix<double>::Constant(1, 3 * chunk, untouched);
  Matrix<double> rewards = actions;
  Matrix<double> next_states = actions;
  experience.copy_window(window, 1, 3, states, actions, rewards, next_states);
  EXPECT_EQ(states(0, 0), untouched);
  EXPECT_EQ(states(0, 2), untouched);
  const auto middle = [&](const Matrix<double>& sequence) {
    EXPECT_EQ((sequence.array() == untouched).count(), 2 * chunk);
    return Vector<double>(sequence.reshaped(3, chunk).row(1).transpose());
  };
  return {states(0, 1), middle(actions), middle(rewards), middle(next_states)};
}

TEST(RgrlExperience, WindowsHaveStrideOneAndStayWithinTheirEpisode) {
  for (const Index chunk : {1, 2, 3}) {
    Experience<double> experience(chunk);
    std::vector<std::pair<Index, Index>> expected;  // episode and first step
    for (const auto& [episode, length] : {std::pair<Index, Index>(0, 4), {1, 1}, {2, 3}, {3, 2}}) {
      experience.add(numbered_episode(episode, length));
      for (Index first = 0; first + chunk <= length; ++first) expected.emplace_back(episode, first);
    }
    ASSERT_EQ(experience.size(), static_cast<Index>(expected.size())) << "chunk " << chunk;
    for (Index i = 0; i < experience.size(); ++i) {
      const auto [episode, first] = expected[static_cast<std::size_t>(i)];
      const Window window = copy(experience, i);
      EXPECT_EQ(window.state, static_cast<double>(100 * episode + first));
      for (Index t = 0; t < chunk; ++t) {
        const auto step = static_cast<double>(100 * episode + first + t);
        EXPECT_EQ(window.actions(t), step + 0.25);
        EXPECT_EQ(window.rewards(t), step + 0.5);
        EXPECT_EQ(window.next_states(t), step + 1.0);
      }
    }
  }
}

TEST(RgrlExperience, AnEpisodeShorterThanAWindowGivesNone) {
  Experience<double> experience(3);
  experience.add(numbered_episode(0, 2));
  EXPECT_EQ(experience.size(), 0);
  EXPECT_EQ(experience.episodes(), 0) << "it must not take memory";
  experience.add(numbered_episode(1, 3));
  ASSERT_EQ(experience.size(), 1);
  EXPECT_EQ(copy(experience, 0).state, 100.0);
}

TEST(RgrlExperience, RemovingAnEpisodeMovesLaterWindowsUp) {
  for (const Index removed : {0, 1, 2}) {
    Experience<double> experience(2);
    Experience<double> expected(2);
    for (const Index episode : {0, 1, 2}) {
      experience.add(numbered_episode(episode, 4 + episode));
      if (episode != removed) expected.add(numbered_episode(episode, 4 + episode));
    }
    EXPECT_EQ(experience.windows_of(2).first, 3 + 4);
    EXPECT_EQ(experience.windows_of(2).count, 5);
    experience.remove(removed);
    ASSERT_EQ(experience.episodes(), 2);
    ASSERT_EQ(experience.size(), expected.size());
    for (Index i = 0; i < expected.size(); ++i) EXPECT_EQ(copy(experience, i).state, copy(expected, i).state);
    EXPECT_EQ(experience.windows_of(1).first, expected.windows_of(1).first);
    experience.add(numbered_episode(7, 2));
    EXPECT_EQ(copy(experience, experience.size() - 1).state, 700.0);
  }
}

TEST(RgrlExperience, LoadReplacesAllBySavedEpisodes) {
  Experience<double> experience(2);
  for (const Index length : {4, 1, 3}) experience.add(numbered_episode(length, length));
  Experience<double> loaded(2);
  loaded.add(numbered_episode(9, 7));
  load(loaded, saved(experience));
  EXPECT_EQ(saved(loaded), saved(experience));
  ASSERT_EQ(loaded.size(), experience.size());
  for (Index i = 0; i < loaded.size(); ++i) EXPECT_EQ(copy(loaded, i).next_states, copy(experience, i).next_states);
}

TEST(RgrlExperience, AnEpisodeLasts) {
  Experience<double> experience(2);
  for (const Index episode : {0, 1}) experience.add(numbered_episode(episode, 3));
  StateWriter writer;
  experience.save(writer);
  StateWriter second;
  save_episode(second, numbered_episode(1, 3));
  ASSERT_EQ(writer.lasting().size(), 2U);
  const auto [begin, size] = writer.lasting()[1];
  EXPECT_EQ(writer.bytes().substr(begin, size), second.bytes());
}

TEST(RgrlExperience, LoadRefusesEpisodesThatDoNotFit) {
  Episode<double> uneven = numbered_episode(0, 3);
  uneven.rewards.conservativeResize(1, 2);
  Experience<double> loaded(2);
  StateWriter writer;
  save_episode(writer, uneven);
  StateReader reader(writer.bytes());
  EXPECT_THROW(load_episode<double>(reader), StateError);

  Episode<double> taller = numbered_episode(1, 3);
  taller.states.conservativeResize(2, Eigen::NoChange);
  Experience<double> mixed(2);
  mixed.add(numbered_episode(0, 3));
  mixed.add(taller);
  EXPECT_THROW(load(loaded, saved(mixed)), StateError);
}

}  // namespace
}  // namespace rlrun::learners::rgrl
