#include <gmock/gmock.h>

#include "lib/experiment/file.hpp"
#include "lib/experiment/report/task_figures.hpp"
#include "tests/temporary_folder.hpp"

namespace rlrun::experiment::test {
namespace {

using testing::Optional;

class TaskFiguresTest : public testing::Test {
 protected:
  TaskFiguresTest() {
    write("curve.csv",
          "seed,episode,step,episode_return,episode_length,terminated,truncated\n"
          "0,0,1,2,1,1,0\n0,1,2,4,1,1,0\n0,2,3,8,1,1,0\n0,3,4,1,1,1,0\n");
  }

  void write(const std::string& name, const std::string& text) const { write_atomically(folder_.path() / name, text); }

  TemporaryFolder folder_;
};

constexpr const char* clock_with_cpu =
    "episode,wall_seconds,steps_per_second,cpu_seconds\n0,0.5,9,0.1\n1,1,9,0.2\n2,2.5,9,0.3\n3,3,9,0.4\n";

TEST_F(TaskFiguresTest, TellWhenTheMeanOfTheLastEpisodesReachedTheThreshold) {
  write("timing.csv", clock_with_cpu);
  const TaskFigures figures = read_task_figures(folder_.path(), 2, 6.0);
  EXPECT_EQ(figures.training_return, 4.5);
  EXPECT_THAT(figures.episodes, Optional(3));
  EXPECT_THAT(figures.steps, Optional(3));
  EXPECT_THAT(figures.cpu_seconds, Optional(0.3));
  EXPECT_THAT(read_cpu_seconds(folder_.path()), Optional(0.4)) << "of the whole run";
}

TEST_F(TaskFiguresTest, TheFrozenPolicyIsThatOfTheLastEvaluation) {
  EXPECT_EQ(read_task_figures(folder_.path(), 2, 6.0).frozen_return, std::nullopt);
  write("evaluation.csv", "step,episode,episode_return,episode_length\n2,0,7,1\n4,0,8,1\n4,1,10,1\n");
  EXPECT_THAT(read_task_figures(folder_.path(), 2, 6.0).frozen_return, Optional(9.0));
}

TEST_F(TaskFiguresTest, AThresholdThatIsNotReachedHasNoTime) {
  write("timing.csv", clock_with_cpu);
  const TaskFigures figures = read_task_figures(folder_.path(), 2, 6.5);
  EXPECT_EQ(figures.episodes, std::nullopt);
  EXPECT_EQ(figures.steps, std::nullopt);
  EXPECT_EQ(figures.cpu_seconds, std::nullopt);
}

TEST_F(TaskFiguresTest, RunsThatWereNotTimedByTheProcessHaveNoSeconds) {
  EXPECT_EQ(read_task_figures(folder_.path(), 1, 4.0).cpu_seconds, std::nullopt) << "there is no clock";
  write("timing.csv", "episode,wall_seconds,steps_per_second\n0,0.5,9\n1,1,9\n2,2.5,9\n3,3,9\n");
  const TaskFigures figures = read_task_figures(folder_.path(), 1, 4.0);
  EXPECT_THAT(figures.episodes, Optional(2));
  EXPECT_EQ(read_cpu_seconds(folder_.path()), std::nullopt);
  EXPECT_EQ(figures.cpu_seconds, std::nullopt) << "an earlier version wrote it: wall time is not taken for it";
}

}  // namespace
}  // namespace rlrun::experiment::test
