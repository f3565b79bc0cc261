#include "lib/learners/rgrl/episode_recorder.hpp"

#include <gtest/gtest.h>

#include "tests/unit/learners/rgrl_fixtures.hpp"

namespace rlrun::learners::rgrl {
namespace {

/// As many ones as the reward says.
class CountingEncoder final : public RewardEncoder {
 public:
  using RewardEncoder::RewardEncoder;

 private:
  [[nodiscard]] Index ones(const StepResult& step) const override { return static_cast<Index>(step.reward); }
};

constexpr long time_limit = 4;

/// A recorder of observations of two entries, three discrete actions and reward vectors of two entries.
struct Recording {
  void begin(double observation) { recorder.begin(states, Vector<double>::Constant(2, observation)); }

  void step(int action, double reward, double observation) {
    const Vector<double> next_observation = Vector<double>::Constant(2, observation);
    recorder.record(states, rewards, actions, Vector<double>::Constant(1, action), {reward, next_observation});
  }

  ThermometerStateEncoder states{2, {0.0, 2.0}, {4.0, 6.0}};
  CountingEncoder rewards{2};
  ActionCodec actions{DiscreteSpace{3}};
  EpisodeRecorder<float> recorder{states, rewards, actions, time_limit};
};

TEST(RgrlEpisodeRecorder, WritesDownTheEpisodeEncoded) {
  Recording recording;
  recording.begin(3.0);
  recording.step(2, 1.0, 0.0);
  recording.step(0, 2.0, 5.0);
  const Episode<float> episode = recording.recorder.finish();
  EXPECT_EQ(episode.length(), 2);
  EXPECT_EQ(episode.states, (Matrix<float>{{1, 1, 1}, {1, 0, 1}, {1, 0, 1}, {0, 0, 1}}));
  EXPECT_EQ(episode.actions, (Matrix<float>{{0, 1}, {0, 0}, {1, 0}}));
  EXPECT_EQ(episode.rewards, (Matrix<float>{{1, 1}, {0, 1}}));
}

TEST(RgrlEpisodeRecorder, HasRoomForTheTimeLimit) {
  Recording recording;
  recording.begin(0.0);
  for (long t = 0; t < time_limit; ++t) recording.step(1, 2.0, 4.0);
  const Episode<float> episode = recording.recorder.finish();
  EXPECT_EQ(episode.length(), time_limit);
  EXPECT_EQ(episode.states.cols(), time_limit + 1);
  EXPECT_EQ(episode.rewards, Matrix<float>::Ones(2, time_limit));
}

TEST(RgrlEpisodeRecorder, BeginForgetsTheEpisodeBefore) {
  Recording recording;
  recording.begin(0.0);
  recording.step(1, 2.0, 4.0);
  recording.begin(3.0);
  EXPECT_EQ(recording.recorder.finish().length(), 0);
  recording.step(0, 1.0, 0.0);
  Recording fresh;
  fresh.begin(3.0);
  fresh.step(0, 1.0, 0.0);
  EXPECT_EQ(saved(recording.recorder), saved(fresh.recorder));
}

TEST(RgrlEpisodeRecorder, TheStretchesTakenHoldEveryWindowOnce) {
  Recording recording;
  recording.begin(3.0);
  EXPECT_EQ(recording.recorder.take(2).length(), 0);
  recording.step(2, 1.0, 0.0);
  EXPECT_EQ(recording.recorder.take(2).length(), 1) << "shorter than a window";
  recording.step(0, 2.0, 5.0);
  EXPECT_EQ(recording.recorder.take(2).actions, (Matrix<float>{{0, 1}, {0, 0}, {1, 0}}));
  EXPECT_EQ(recording.recorder.take(2).length(), 1) << "nothing new";
  recording.step(1, 0.0, 0.0);
  recording.step(1, 0.0, 0.0);
  const Episode<float> stretch = recording.recorder.take(2);
  EXPECT_EQ(stretch.actions, (Matrix<float>{{1, 0, 0}, {0, 1, 1}, {0, 0, 0}})) << "from the second step on";
  EXPECT_EQ(stretch.rewards, (Matrix<float>{{1, 0, 0}, {1, 0, 0}}));
  EXPECT_EQ(stretch.states, (Matrix<float>{{1, 1, 1, 1}, {0, 1, 0, 0}, {0, 1, 0, 0}, {0, 1, 0, 0}}));
  EXPECT_EQ(recording.recorder.finish().length(), 4);
  recording.begin(3.0);
  recording.step(1, 0.0, 0.0);
  recording.step(1, 0.0, 0.0);
  EXPECT_EQ(recording.recorder.take(2).length(), 2) << "another episode";
}

TEST(RgrlEpisodeRecorder, GoesOnAfterLoadingAsBeforeSaving) {
  Recording recording;
  recording.begin(3.0);
  recording.step(2, 1.0, 0.0);
  recording.step(1, 1.0, 0.0);
  EXPECT_EQ(recording.recorder.take(2).length(), 2);
  Recording loaded;
  load(loaded.recorder, saved(recording.recorder));
  recording.step(0, 2.0, 5.0);
  loaded.step(0, 2.0, 5.0);
  EXPECT_EQ(loaded.recorder.finish().length(), 3);
  EXPECT_EQ(saved(loaded.recorder), saved(recording.recorder));
  EXPECT_EQ(loaded.recorder.take(2).length(), 2) << "the last two of three steps";
}

TEST(RgrlEpisodeRecorder, RefusesAnEpisodeThatDoesNotFit) {
  Recording recording;
  recording.begin(3.0);
  for (long t = 0; t < time_limit; ++t) recording.step(1, 2.0, 4.0);
  const std::string state = saved(recording.recorder);
  EpisodeRecorder<float> shorter(recording.states, recording.rewards, recording.actions, time_limit - 1);
  EXPECT_THROW(load(shorter, state), StateError);
  EpisodeRecorder<float> other(recording.states, CountingEncoder(3), recording.actions, time_limit);
  EXPECT_THROW(load(other, state), StateError);
}

}  // namespace
}  // namespace rlrun::learners::rgrl
