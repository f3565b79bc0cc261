#include "lib/experiment/replay.hpp"

#include <gmock/gmock.h>

#include <fstream>
#include <limits>

#include "lib/core/error.hpp"
#include "tests/temporary_folder.hpp"

namespace rlrun::experiment {
namespace {

using testing::ElementsAre;

/// Adds the action and the noise to its only entry, pays the sum and ends beyond 10. The steps of an episode after the
/// first two cannot be repeated.
class Adder final : public Replayer {
 public:
  [[nodiscard]] Index entries() const override { return 1; }
  [[nodiscard]] Index noise_entries() const override { return 1; }
  [[nodiscard]] double usual_tolerance() const override { return 0.0; }
  [[nodiscard]] double reward_tolerance_factor() const override { return 10.0; }
  [[nodiscard]] bool can_repeat(const RecordedTransition& transition) override { return transition.t < 2; }
  StepOutcome repeat(const RecordedTransition& transition, MutableVectorView<double> after) override {
    after = transition.before + transition.action + transition.noise;
    return {.reward = after(0), .terminated = after(0) > 10.0};
  }
};

RecordedTransition transition(long t, double before, double after) {
  return {.t = t,
          .before = Vector<double>{{before}},
          .action = Vector<double>{{1.0}},
          .noise = Vector<double>{{0.5}},
          .after = Vector<double>{{after}},
          .reward = after,
          .terminated = after > 10.0};
}

ReplayReport replay_of(std::vector<RecordedTransition> transitions, std::vector<bool> truncated,
                       double tolerance = 0.0) {
  Adder adder;
  return replay(adder, {.entries = {"x"}, .transitions = std::move(transitions), .truncated = std::move(truncated)}, 2,
                tolerance);
}

TEST(Replay, PassesWhereAllIsRepeated) {
  const ReplayReport report = replay_of({transition(0, 0.0, 1.5), transition(1, 1.5, 3.0)}, {false, true});
  EXPECT_TRUE(report.passed());
  EXPECT_EQ(report.compared, 2);
  EXPECT_EQ(report.columns.front().name, "x");
  EXPECT_EQ(report.columns.back().name, "reward");
  EXPECT_EQ(report.columns.front().largest, 0.0);
}

TEST(Replay, CountsStepsOutOfToleranceAndKeepsTheLargestError) {
  const ReplayReport report = replay_of({transition(0, 0.0, 1.75), transition(0, 0.0, 1.625)}, {false, false}, 0.125);
  EXPECT_EQ(report.columns.front().largest, 0.25);
  EXPECT_EQ(report.columns.front().sum_of_squares, 0.0625 + 0.015625);
  EXPECT_EQ(report.out_of_tolerance, 1);
  EXPECT_FALSE(report.passed());
}

TEST(Replay, AllowsTheRewardItsOwnTolerance) {
  RecordedTransition other_reward = transition(0, 0.0, 1.5);
  other_reward.reward += 1.0;
  EXPECT_TRUE(replay_of({other_reward}, {false}, 0.125).passed());
  EXPECT_FALSE(replay_of({other_reward}, {false}, 0.0625).passed());
}

TEST(Replay, CountsOtherFlags) {
  RecordedTransition not_ended = transition(0, 10.0, 11.5);
  not_ended.terminated = false;
  EXPECT_EQ(replay_of({not_ended}, {false}).flag_mismatches, 1);
  EXPECT_EQ(replay_of({transition(0, 0.0, 1.5)}, {true}).flag_mismatches, 1) << "before the time limit";
  EXPECT_EQ(replay_of({transition(1, 0.0, 1.5)}, {false}).flag_mismatches, 1) << "at the time limit";
}

TEST(Replay, SkipsWhatCannotBeRepeatedAndDoesNotPassOnNothing) {
  const ReplayReport report = replay_of({transition(2, 0.0, 7.0)}, {false});
  EXPECT_EQ(report.skipped, 1);
  EXPECT_EQ(report.compared, 0);
  EXPECT_FALSE(report.passed());
}

TEST(Replay, TakesANumberThatIsNoneForAnInfiniteError) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  const ReplayReport report = replay_of({transition(0, 0.0, none)}, {false}, 1e300);
  EXPECT_EQ(report.columns.front().largest, std::numeric_limits<double>::infinity());
  EXPECT_FALSE(report.passed());
}

TEST(Replay, RefusesRecordingsOfAnotherSize) {
  Adder adder;
  EXPECT_THROW(replay(adder, {.entries = {"x", "y"}, .transitions = {}, .truncated = {}}, 2, 0.0), UsageError);
  RecordedTransition without_noise = transition(0, 0.0, 1.0);
  without_noise.noise.resize(0);
  EXPECT_THROW(replay_of({without_noise}, {false}), UsageError);
}

TEST(Recording, FindsTheColumnsByTheirNames) {
  const TemporaryFolder folder;
  const std::filesystem::path path = folder.path() / "recording.csv";
  std::ofstream(path) << "episode,t,x,y,action_main,action_side,reward,x_next,y_next,terminated,truncated,noise0\n"
                         "0,3,1,2,0.5,-0.5,-1,1.25,2.25,1,0,0.75\n";
  const Recording recording = read_recording(path);
  EXPECT_THAT(recording.entries, ElementsAre("x", "y"));
  ASSERT_EQ(recording.transitions.size(), 1U);
  const RecordedTransition& row = recording.transitions.front();
  EXPECT_EQ(row.t, 3);
  EXPECT_EQ(row.before, (Vector<double>{{1.0, 2.0}}));
  EXPECT_EQ(row.after, (Vector<double>{{1.25, 2.25}}));
  EXPECT_EQ(row.action, (Vector<double>{{0.5, -0.5}}));
  EXPECT_EQ(row.noise, (Vector<double>{{0.75}}));
  EXPECT_EQ(row.reward, -1.0);
  EXPECT_TRUE(row.terminated);
  EXPECT_FALSE(recording.truncated.front());
}

}  // namespace
}  // namespace rlrun::experiment
