#include <gtest/gtest.h>
#include <sched.h>
#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "apps/rlrun/text_table.hpp"
#include "apps/rlrun/threads.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/seed_list.hpp"
#include "tests/temporary_folder.hpp"

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
  for (const char* text : {"",
                           ",",
                           "1,",
                           "3..1",
                           "-1",
                           "1..",
                           "..2",
                           "1...2",
                           "a",
                           "1.5",
                           "1 2",
                           "1,1",
                           "0..2,2",
                           "0..99999999999",
                           "99999999999999999999",
                           "0..9223372036854775807",
                           "0..99999,100000",
                           "5,0..9",
                           "010",
                           "0..09"}) {
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
  const int cores = available_cores();
  EXPECT_EQ(default_threads(), cores);
  ::setenv("SLURM_JOB_ID", "17", 1);
  EXPECT_EQ(default_threads(), 1);
  ::setenv("OMP_NUM_THREADS", "100000,2", 1);
  EXPECT_EQ(default_threads(), cores);
  ::setenv("SLURM_CPUS_PER_TASK", "1", 1);
  EXPECT_EQ(default_threads(), 1);
}

TEST_F(ThreadsTest, CoresAreThoseOfTheAffinity) {
  cpu_set_t all;
  ASSERT_EQ(::sched_getaffinity(0, sizeof(all), &all), 0);
  cpu_set_t one;
  CPU_ZERO(&one);
  for (int core = 0; core < CPU_SETSIZE && CPU_COUNT(&one) == 0; ++core) {
    if (CPU_ISSET(core, &all)) CPU_SET(core, &one);
  }
  ASSERT_EQ(::sched_setaffinity(0, sizeof(one), &one), 0);
  EXPECT_EQ(available_cores(), 1);
  ASSERT_EQ(::sched_setaffinity(0, sizeof(all), &all), 0);
  EXPECT_LE(available_cores(), CPU_COUNT(&all));
}

/// Files as the kernel shows them.
class ControlGroupTest : public testing::Test {
 protected:
  void write(const std::string& name, const std::string& text) {
    std::filesystem::create_directories((folder_.path() / name).parent_path());
    std::ofstream(folder_.path() / name) << text;
  }
  [[nodiscard]] std::optional<double> quota() const {
    return control_group_quota({.membership = folder_.path() / "cgroup", .hierarchy = folder_.path() / "fs"});
  }

  TemporaryFolder folder_;
};

TEST_F(ControlGroupTest, TightestOfAGroupAndThoseAboveIt) {
  write("cgroup", "0::/slice/job\n");
  EXPECT_EQ(quota(), std::nullopt);
  write("fs/slice/job/cpu.max", "max 100000\n");
  EXPECT_EQ(quota(), std::nullopt);
  write("fs/slice/cpu.max", "150000 100000\n");
  EXPECT_EQ(quota(), 1.5);
  write("fs/slice/job/cpu.max", "50000 100000\n");
  EXPECT_EQ(quota(), 0.5);
}

TEST_F(ControlGroupTest, InAContainerWhoseOwnGroupIsTheMountedFolder) {
  write("cgroup", "0::/../../elsewhere\n");
  write("fs/cpu.max", "400000 100000\n");
  EXPECT_EQ(quota(), 4.0);
}

TEST_F(ControlGroupTest, VersionOne) {
  write("cgroup", "5:cpuset:/job\n4:cpu,cpuacct:/job\n");
  write("fs/cpu/job/cpu.cfs_quota_us", "-1\n");
  write("fs/cpu/job/cpu.cfs_period_us", "100000\n");
  EXPECT_EQ(quota(), std::nullopt);
  write("fs/cpu/job/cpu.cfs_quota_us", "250000\n");
  EXPECT_EQ(quota(), 2.5);
}

}  // namespace
}  // namespace rlrun::app
