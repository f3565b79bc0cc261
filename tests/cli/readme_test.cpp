// What README.md says of the results is what the report found.
#include <gmock/gmock.h>

#include <cstdio>

#include "lib/experiment/file.hpp"
#include "tests/temporary_folder.hpp"

namespace rlrun::cli {
namespace {

/// The table that scripts/headline_table.sh makes of a figures.csv; "failed" where it fails.
std::string headline_table(const std::filesystem::path& figures) {
  const std::string command = RLRUN_SOURCE_DIR "/scripts/headline_table.sh " + figures.string();
  std::FILE* pipe = ::popen(command.c_str(), "r");
  std::string text;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) text += static_cast<char>(c);
  return ::pclose(pipe) == 0 ? text : "failed";
}

TEST(HeadlineTableTest, HasTheFrozenPoliciesWithTheirIntervals) {
  const TemporaryFolder folder;
  const auto figures = folder.path() / "figures.csv";
  experiment::write_atomically(figures,
                               "experiment,group,metric,mean,low,high,deviation,values,runs,verdict,what,kind,test\n"
                               "\"a\",\"x\",peak,1,,,,1,1,holds,\"n, m\",goal,\"\"\n"
                               "\"t\",\"rgrl\",frozen,492.71,477.3,500,3,10,10,-,\"CartPole-v1\",table,\"\"\n"
                               "\"t\",\"rgrl\",training,1,2,3,3,10,10,-,\"CartPole-v1\",table,\"\"\n"
                               "\"u\",\"rgrl\",frozen,-0.063,-0.087,-0.02,3,10,10,-,\"Multiplexer\",table,\"\"\n"
                               "\"u\",\"map\",frozen,1,,,0,10,10,-,\"Multiplexer\",table,\"\"\n");
  EXPECT_EQ(headline_table(figures),
            "| learner | CartPole-v1 | Multiplexer |\n|---|---|---|\n"
            "| rgrl | 493 (477 to 500) | -0.06 (-0.09 to -0.02) |\n| map | - | 1.00 |\n");
}

TEST(HeadlineTableTest, StandsInTheReadme) {
  const std::string table = headline_table(RLRUN_SOURCE_DIR "/results/paper/figures.csv");
  if (table.empty()) GTEST_SKIP() << "figures.csv was written by a program that had no such table";
  EXPECT_THAT(experiment::read_file(RLRUN_SOURCE_DIR "/README.md"), testing::HasSubstr(table))
      << "README.md has other numbers than results/paper/figures.csv: replace its table by that of "
         "scripts/headline_table.sh";
}

}  // namespace
}  // namespace rlrun::cli
