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

TEST_F(TaskFiguresTest, TellWhenTheMeanOfTheLastEpisodesReachedTheThreshold) {
  write("timing.csv", "episode,wall_seconds,steps_per_second\n0,0.5,9\n1,1,9\n2,2.5,9\n3,3,9\n");
  const TaskFigures figures = read_task_figures(folder_.path(), 2, 6.0);
  EXPECT_EQ(figures.final_return, 4.5);
  EXPECT_THAT(figures.episodes, Optional(3));
  EXPECT_THAT(figures.seconds, Optional(2.5));
}

TEST_F(TaskFiguresTest, AThresholdThatIsNotReachedHasNoTime) {
  write("timing.csv", "episode,wall_seconds,steps_per_second\n0,0.5,9\n1,1,9\n2,2.5,9\n3,3,9\n");
  const TaskFigures figures = read_task_figures(folder_.path(), 2, 6.5);
  EXPECT_EQ(figures.episodes, std::nullopt);
  EXPECT_EQ(figures.seconds, std::nullopt);
}

TEST_F(TaskFiguresTest, ARunWithoutAClockHasNoSeconds) {
  EXPECT_THAT(read_task_figures(folder_.path(), 1, 4.0).episodes, Optional(2));
  EXPECT_EQ(read_task_figures(folder_.path(), 1, 4.0).seconds, std::nullopt);
  write("timing.csv", "episode,wall_seconds,steps_per_second\n0,0.5,9\n");
  EXPECT_EQ(read_task_figures(folder_.path(), 1, 4.0).seconds, std::nullopt);
}

}  // namespace
}  // namespace rlrun::experiment::test
