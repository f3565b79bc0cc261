#include "lib/learners/rgrl/learner.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "lib/core/error.hpp"
#include "tests/unit/learners/rgrl_fixtures.hpp"

namespace rlrun::learners::rgrl {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

constexpr Index num_envs = 2;
constexpr long time_limit = 5;

class AliveForTests final : public RewardEncoder {
 public:
  using RewardEncoder::RewardEncoder;

 private:
  [[nodiscard]] Index ones(const StepResult& step) const override { return step.terminated ? 0 : size(); }
};

/// Groups of two episodes in lockstep, or episode after episode in each of two slots. Observations are made up from
/// episode, step and action; episode k lasts for 3 + k % 3 steps, and those that reach the time limit are truncated
/// there.
class Groups {
 public:
  explicit Groups(SlotSchedule schedule = SlotSchedule::rest_until_group_ends) : schedule_(schedule) {}

  void begin(Policy& policy) {
    running_ = {{.slot = 0, .episode = episodes_++}, {.slot = 1, .episode = episodes_++}};
    for (const Running& run : running_) policy.begin_episode(run.slot, run.episode, observation(run, 0.0));
  }

  [[nodiscard]] bool running() const { return !running_.empty(); }

  void step(Learner& learner) {
    const auto columns = static_cast<Index>(running_.size());
    std::vector<Index> slots;
    Matrix<double> observations(4, columns);
    for (Index i = 0; i < columns; ++i) {
      slots.push_back(at(i).slot);
      observations.col(i) = observation(at(i), at(i).last_action);
    }
    Matrix<double> actions(1, columns);
    learner.act(observations, slots, actions);
    Matrix<double> next_observations(4, columns);
    std::vector<char> terminated;
    std::vector<char> truncated;
    for (Index i = 0; i < columns; ++i) {
      Running& run = at(i);
      run.last_action = actions(0, i);
      ++run.step;
      next_observations.col(i) = observation(run, run.last_action);
      truncated.push_back(run.step == time_limit);
      terminated.push_back(run.step == 3 + run.episode % 3 && run.step != time_limit);
    }
    learner.observe(
        {slots, observations, actions, Vector<double>::Ones(columns), next_observations, terminated, truncated});
    if (schedule_ == SlotSchedule::reset_at_once) return begin_next(learner);
    std::erase_if(running_, ended);
  }

  void finish(Learner& learner) {
    while (running()) step(learner);
    learner.end_group();
  }

  void run(Learner& learner, int groups) {
    for (int i = 0; i < groups; ++i) {
      begin(learner);
      finish(learner);
    }
  }

 private:
  struct Running {
    Index slot = 0;
    long episode = 0;
    long step = 0;
    double last_action = 0.0;
  };

  static bool ended(const Running& run) { return run.step == 3 + run.episode % 3; }

  void begin_next(Policy& policy) {
    for (Running& run : running_) {
      if (!ended(run)) continue;
      run = {.slot = run.slot, .episode = episodes_++};
      policy.begin_episode(run.slot, run.episode, observation(run, 0.0));
    }
  }

  Running& at(Index i) { return running_[static_cast<std::size_t>(i)]; }

  static Vector<double> observation(const Running& run, double last_action) {
    return Vector<double>::NullaryExpr(4, [&](Index i) {
      return std::sin(static_cast<double>(1 + i + 3 * run.step + 7 * run.episode)) + 0.5 * last_action;
    });
  }

  SlotSchedule schedule_;
  long episodes_ = 0;
  std::vector<Running> running_;
};

RgrlLearner<float> make_learner(const RgrlOptions& options, int threads = 1) {
  return {small_setup(options, DiscreteSpace{2}, threads), std::make_shared<AliveForTests>(3), RngKey(8), num_envs,
          time_limit};
}

/// Everything that can go wrong is on.
RgrlOptions full_options() {
  RgrlOptions options = small_options();
  options.ensemble_size = 3;
  options.dropout = 0.2;
  options.members.lstm = 1;
  options.members.first_layer_size = {5.0, 5.0, 0.0};
  options.members.dropout = {0.2, 0.0, 0.1};
  options.members.desired_reward = {1.0, 0.5, 1.0};
  options.learning.ewc_lambda = 0.1;
  options.learning.final_rate = 0.1;
  options.optimiser.kind = nn::OptimiserKind::adam;
  options.replay.refresh_interval = 3;
  options.deduction.anneal_episodes = 20;
  options.deduction.warm_start = true;
  options.deduction.starts = 2;
  options.learning.online_interval = 2;
  options.learning.online_updates = 3;
  options.replay.capacity = 12;
  options.replay.eviction = Eviction::lowest_priority;
  return options;
}

/// What the learner's ensemble does, told by a frozen copy.
Matrix<double> behaviour(const Learner& learner, RngKey key = RngKey(9)) {
  const auto policy = learner.snapshot(key, 10);
  std::vector<Index> slots;
  Matrix<double> observations(4, 10);
  for (Index slot = 0; slot < 10; ++slot) {
    slots.push_back(slot);
    observations.col(slot) = Vector<double>::LinSpaced(4, -2.0, static_cast<double>(slot));
    policy->begin_episode(slot, slot, observations.col(slot));
  }
  Matrix<double> actions(1, 10);
  Matrix<double> all(1, 100);
  for (Index step = 0; step < 10; ++step) {
    policy->act(observations, slots, actions);
    all.middleCols(10 * step, 10) = actions;
  }
  return all;
}

TEST(RgrlLearner, LearnsOnlyAfterAnIntervalOfEpisodes) {
  RgrlOptions options = small_options();
  options.deduction.noise = 1e-3;  // what was learned decides, not chance
  options.learning.interval = 4;
  options.learning.updates = 100;
  options.optimiser.learning_rate = 5.0;
  RgrlLearner<float> learner = make_learner(options);
  const Matrix<double> untrained = behaviour(learner);
  Groups groups;
  groups.run(learner, 1);
  EXPECT_THAT(learner.take_diagnostics(), IsEmpty());
  EXPECT_EQ(behaviour(learner), untrained);

  groups.begin(learner);
  while (groups.running()) groups.step(learner);
  EXPECT_EQ(behaviour(learner), untrained) << "the ensemble is frozen while episodes run";
  learner.end_group();
  const std::vector<double> diagnostics = learner.take_diagnostics();
  ASSERT_EQ(diagnostics.size(), learner.diagnostic_names().size());
  EXPECT_EQ(diagnostics[0], 2 + 3 + 4 + 2) << "windows of two steps in episodes of 3, 4, 5 and 3";
  EXPECT_NE(behaviour(learner), untrained);
  EXPECT_THAT(learner.take_diagnostics(), IsEmpty()) << "they are given once";

  groups.run(learner, 1);
  EXPECT_THAT(learner.take_diagnostics(), IsEmpty()) << "the count begins anew";
  groups.run(learner, 1);
  EXPECT_EQ(learner.take_diagnostics().size(), 4U);
}

TEST(RgrlLearner, TheNoiseFallsWithTheEpisodesForSnapshotsToo) {
  RgrlOptions options = small_options();
  options.ensemble_size = 1;
  options.learning.interval = 100;
  options.deduction.noise = 2.0;
  options.deduction.anneal_episodes = 3;
  RgrlLearner<float> learner = make_learner(options);
  Groups groups;
  groups.run(learner, 1);
  EXPECT_NE(behaviour(learner, RngKey(9)), behaviour(learner, RngKey(10))) << "a third of the noise is left";
  groups.run(learner, 1);
  EXPECT_EQ(behaviour(learner, RngKey(9)), behaviour(learner, RngKey(10))) << "none is left";
}

TEST(RgrlLearner, GoesOnAfterLoadingInTheMiddleOfAnEpisodeAsBeforeSaving) {
  for (const int steps : {0, 1, 4}) {
    RgrlLearner<float> learner = make_learner(full_options());
    Groups groups;
    groups.run(learner, 3);
    groups.begin(learner);
    for (int i = 0; i < steps; ++i) groups.step(learner);

    const std::string state = saved(learner);
    RgrlLearner<float> loaded = make_learner(full_options());
    load(loaded, state);
    EXPECT_EQ(saved(loaded), state);
    Groups same_groups = groups;
    groups.finish(learner);
    groups.run(learner, 4);
    same_groups.finish(loaded);
    same_groups.run(loaded, 4);
    EXPECT_EQ(saved(loaded), saved(learner)) << steps << " steps into the episode";
    EXPECT_NE(saved(learner), state);
  }
}

TEST(RgrlLearner, LearnsFromAllStepsSoFarAfterEveryIntervalOfSteps) {
  RgrlOptions options = small_options();
  options.deduction.noise = 1e-3;
  options.learning.interval = 100;
  options.learning.online_interval = 2;
  options.learning.online_updates = 100;
  options.optimiser.learning_rate = 5.0;
  RgrlLearner<float> learner = make_learner(options);
  const Matrix<double> untrained = behaviour(learner);
  Groups groups;
  groups.begin(learner);
  groups.step(learner);
  EXPECT_THAT(learner.take_diagnostics(), IsEmpty());
  EXPECT_EQ(behaviour(learner), untrained);
  groups.step(learner);
  const std::vector<double> first = learner.take_diagnostics();
  ASSERT_EQ(first.size(), 4U);
  EXPECT_EQ(first[0], 2) << "a window of two steps in each of two episodes";
  EXPECT_NE(behaviour(learner), untrained);
  groups.step(learner);
  EXPECT_THAT(learner.take_diagnostics(), IsEmpty());
  groups.step(learner);
  const std::vector<double> second = learner.take_diagnostics();
  ASSERT_EQ(second.size(), 4U);
  EXPECT_EQ(second[0], 2 + 3) << "all windows of episodes of 3 and 4 steps";
}

TEST(RgrlLearner, ActsAtOnceByWhatItHasLearnedInTheEpisode) {
  RgrlOptions options = small_options();
  options.deduction.noise = 1e-3;
  options.learning.interval = 100;
  options.learning.online_updates = 100;
  options.optimiser.learning_rate = 5.0;
  RgrlLearner<float> offline = make_learner(options);
  options.learning.online_interval = 1;
  RgrlLearner<float> online = make_learner(options);
  for (RgrlLearner<float>* learner : {&offline, &online}) Groups().run(*learner, 3);
  EXPECT_NE(saved(online), saved(offline));
  const Matrix<double> before = behaviour(offline);
  EXPECT_NE(behaviour(online), before);
}

TEST(RgrlLearner, PhasesMayHappenInMidEpisode) {
  RgrlOptions options = small_options();
  options.learning.interval = 2;
  options.learning.mid_episode = true;
  RgrlLearner<float> learner = make_learner(options);
  ASSERT_EQ(learner.slot_schedule(), SlotSchedule::reset_at_once);
  Groups stream(learner.slot_schedule());
  stream.begin(learner);
  for (int step = 0; step < 3; ++step) stream.step(learner);
  EXPECT_THAT(learner.take_diagnostics(), IsEmpty());
  stream.step(learner);  // the second episode ends, the third has made a step
  const std::vector<double> diagnostics = learner.take_diagnostics();
  ASSERT_EQ(diagnostics.size(), 4U);
  EXPECT_EQ(diagnostics[0], 2 + 3) << "windows of the episodes that have ended";
  for (int step = 0; step < 3; ++step) stream.step(learner);
  EXPECT_THAT(learner.take_diagnostics(), IsEmpty());
  stream.step(learner);  // the third and the fourth end
  EXPECT_EQ(learner.take_diagnostics().size(), 4U);
}

TEST(RgrlLearner, GoesOnInMidEpisodeAfterLoading) {
  RgrlOptions options = full_options();
  options.learning.interval = 3;
  options.learning.mid_episode = true;
  options.replay.eviction = Eviction::uniform;
  RgrlLearner<float> learner = make_learner(options);
  Groups stream(learner.slot_schedule());
  stream.begin(learner);
  for (int i = 0; i < 15; ++i) stream.step(learner);
  RgrlLearner<float> loaded = make_learner(options);
  load(loaded, saved(learner));
  Groups same_stream = stream;
  for (int i = 0; i < 20; ++i) {
    stream.step(learner);
    same_stream.step(loaded);
  }
  EXPECT_EQ(saved(loaded), saved(learner));
}

TEST(RgrlLearner, TheExperienceStaysWithinItsBound) {
  for (const Eviction eviction : {Eviction::uniform, Eviction::oldest, Eviction::lowest_priority}) {
    RgrlOptions options = small_options();
    options.replay.capacity = 20;
    options.replay.eviction = eviction;
    RgrlLearner<float> learner = make_learner(options);
    Groups groups;
    groups.run(learner, 4);
    EXPECT_GT(learner.take_diagnostics().at(0), 16.0);
    const std::size_t size = saved(learner).size();
    groups.run(learner, 20);
    EXPECT_LE(learner.take_diagnostics().at(0), 20.0);
    EXPECT_LT(static_cast<double>(saved(learner).size()), 1.1 * static_cast<double>(size));
  }
}

TEST(RgrlLearner, ThreadsDoNotChangeIt) {
  RgrlLearner<float> one = make_learner(full_options(), 1);
  RgrlLearner<float> two = make_learner(full_options(), 2);
  Groups().run(one, 5);
  Groups().run(two, 5);
  EXPECT_EQ(saved(one), saved(two));
}

TEST(RgrlLearner, ASnapshotInTheMiddleOfAnEpisodeDoesNotDisturb) {
  RgrlLearner<float> disturbed = make_learner(full_options());
  RgrlLearner<float> undisturbed = make_learner(full_options());
  Groups groups;
  groups.run(disturbed, 2);
  groups.begin(disturbed);
  groups.step(disturbed);
  behaviour(disturbed);
  groups.finish(disturbed);
  groups.run(disturbed, 2);
  Groups().run(undisturbed, 5);
  EXPECT_EQ(saved(disturbed), saved(undisturbed));
}

TEST(RgrlLearner, DivergenceNamesTheMemberAndTheTensor) {
  RgrlOptions options = small_options();
  options.optimiser.learning_rate = 1e60;  // infinite in single precision
  RgrlLearner<float> learner = make_learner(options);
  try {
    Groups().run(learner, 2);
    FAIL() << "did not diverge";
  } catch (const DivergenceError& error) {
    EXPECT_THAT(error.what(), HasSubstr("member 0: "));
    EXPECT_THAT(error.what(), HasSubstr("gradient: tensor "));
  }
}

TEST(RgrlLearner, RefusesTheStateOfAnotherEnsemble) {
  const std::string state = saved(make_learner(full_options()));
  RgrlOptions options = full_options();
  options.ensemble_size = 2;
  RgrlLearner<float> smaller = make_learner(options);
  EXPECT_THROW(load(smaller, state), StateError);
}

}  // namespace
}  // namespace rlrun::learners::rgrl
