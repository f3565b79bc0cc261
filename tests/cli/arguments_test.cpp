#include <gtest/gtest.h>
#include <stdlib.h>

#include <sstream>

#include "apps/rlrun/text_table.hpp"
#include "apps/rlrun/threads.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/seed_list.hpp"

namespace rlrun::app {
namespace {

TEST(SeedListTest, NumbersAndInclusiveRanges) {
  EXPECT_EQ(experiment::parse_seed_list("0..3"), (std::vector<long>{0, 1, 2, 3}));
  EXPECT_EQ(experiment::parse_seed_list("0,3,7"), (std::vector<long>{0, 3, 7}));
  EXPECT_EQ(experiment::parse_seed_list("9,1..2"), (std::vector<long>{9, 1, 2}));
  EXPECT_EQ(experiment::parse_seed_list("5..5"), (std::vector<long>{5}));
  constexpr long largest = 9223372036854775807;
  EXPECT_EQ(experiment::parse_seed_list("9223372036854775806..9223372036854775807"),
            (std::vector<long>{largest - 1, largest}));
}

TEST(SeedListTest, RefusesEverythingElse) {
  for (const char* text :
       {"", ",", "1,", "3..1", "-1", "1..", "..2", "1...2", "a", "1.5", "1 2", "1,1", "0..2,2", "0..99999999999",
        "99999999999999999999", "0..9223372036854775807", "0..99999,100000", "5,0..9"}) {
    EXPECT_THROW(experiment::parse_seed_list(text), UsageError) << text;
  }
}

TEST(TextTableTest, AlignsToTheRightWithoutTrailingBlanks) {
  std::ostringstream out;
  print_table(out, {{"seed", "max", "status"}, {"0", "1.5", "done"}, {"mean", "10.5", ""}});
  EXPECT_EQ(out.str(), "seed   max  status\n   0   1.5    done\nmean  10.5\n");
}

class ThreadsTest : public testing::Test {
 protected:
  void SetUp() override {
    for (const char* name : {"SLURM_CPUS_PER_TASK", "SLURM_JOB_ID", "OMP_NUM_THREADS"}) ::unsetenv(name);
  }
  void TearDown() override { SetUp(); }
};

TEST_F(ThreadsTest, SlurmGoesBeforeOpenMpGoesBeforeTheCores) {
  EXPECT_GE(default_threads(), 1);
  ::setenv("SLURM_JOB_ID", "17", 1);
  EXPECT_EQ(default_threads(), 1);
  ::setenv("OMP_NUM_THREADS", "5,2", 1);
  EXPECT_EQ(default_threads(), 5);
  ::setenv("SLURM_CPUS_PER_TASK", "3", 1);
  EXPECT_EQ(default_threads(), 3);
}

}  // namespace
}  // namespace rlrun::app
