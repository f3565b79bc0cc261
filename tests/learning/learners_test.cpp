// Every learner learns a small task within seconds, by an absolute goal: recorded curves alone would let a learner that
// has become worse pass, once it is recorded anew. Only frozen policies count, so that exploration cannot reach a goal.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "apps/rlrun/builtins.hpp"
#include "lib/experiment/episode_loop.hpp"
#include "lib/experiment/statistics.hpp"

namespace rlrun {
namespace {

/// A learner's config is tests/learning/learners/<name>.yaml. Both levels are mean returns of frozen policies, over all
/// seeds. Seeds 0 to 9 were seen to reach the means and standard deviations in the comments.
struct Goal {
  std::string learner;
  double before;  ///< no policy that has learned nothing is as good
  double after;   ///< a policy that has learned is better
};

const std::array goals = {
    Goal{"backprop", 0.3, 0.8},                  // 0.96, 0.02
    Goal{"backprop_actor_critic", 50.0, 100.0},  // 174, 28
    Goal{"ddpg", -8.0, -2.5},                    // -0.95, 0.23
    Goal{"map_propagation", 50.0, 90.0},         // 174, 47
    Goal{"neuron_local", 0.3, 0.6},              // 0.87, 0.08
    Goal{"reinforce", 0.2, 0.4},                 // 0.66, 0.11
    Goal{"reinforcement_modified", 0.3, 0.9},    // 1, 0
    Goal{"rgrl", 50.0, 130.0},                   // 188, 18
    Goal{"table", 0.4, 0.9},                     // 1, 0
};

constexpr int seeds = 3;

class ReturnCollector final : public experiment::Reporter {
 public:
  void evaluation(const experiment::EvaluationRecord& record) override { returns.push_back(record.episode_return); }
  std::vector<double> returns;
};

/// Mean returns of the frozen policy before and after learning.
struct Levels {
  double before = 0.0;
  double after = 0.0;
};

double frozen_level(const experiment::ExperimentConfig& config, const Learner& learner, RngKey root) {
  ReturnCollector collector;
  experiment::Evaluator(config, root.derive("evaluation")).evaluate(learner, 0, collector, {});
  return experiment::mean(collector.returns);
}

Levels learn(const experiment::ExperimentConfig& config, int seed) {
  const RngKey root(static_cast<std::uint64_t>(seed));
  const auto learner = config.make_learner(root.derive("learner"));
  Levels levels{.before = frozen_level(config, *learner, root)};
  ReturnCollector collector;
  const experiment::StopFlag never;
  experiment::EpisodeLoop(config, *learner, root, collector, never).run();
  levels.after = experiment::mean(collector.returns);
  return levels;
}

class LearnerGoal : public testing::TestWithParam<Goal> {};

TEST_P(LearnerGoal, IsReached) {
  const std::string file = RLRUN_SOURCE_DIR "/tests/learning/learners/" + GetParam().learner + ".yaml";
  const auto config = experiment::load_experiment(file, {}, app::builtins(), 1);
  ASSERT_EQ(config.learner, GetParam().learner);
  std::vector<double> before;
  std::vector<double> after;
  for (int seed = 0; seed < seeds; ++seed) {
    const Levels levels = learn(config, seed);
    before.push_back(levels.before);
    after.push_back(levels.after);
  }
  EXPECT_LT(experiment::mean(before), GetParam().before);
  EXPECT_GT(experiment::mean(after), GetParam().after);
  RecordProperty("before", std::to_string(experiment::mean(before)));
  RecordProperty("after", std::to_string(experiment::mean(after)));
}

INSTANTIATE_TEST_SUITE_P(Short, LearnerGoal, testing::ValuesIn(goals),
                         [](const auto& goal) { return goal.param.learner; });

TEST(LearnerGoals, AreSetForEveryLearnerThatLearns) {
  std::vector<std::string> learners = app::builtins().learners.names();
  std::erase(learners, "random");
  std::vector<std::string> with_goals;
  for (const Goal& goal : goals) with_goals.push_back(goal.learner);
  EXPECT_EQ(with_goals, learners);
}

}  // namespace
}  // namespace rlrun
