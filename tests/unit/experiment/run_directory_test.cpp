#include "lib/experiment/run_directory.hpp"

#include <gmock/gmock.h>

#include "lib/core/error.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/manifest.hpp"
#include "tests/unit/experiment/fakes.hpp"

namespace rlrun::experiment::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::ThrowsMessage;

void write_run(const fs::path& directory, RunStatus status) {
  fs::create_directories(directory);
  Manifest manifest;
  manifest.status = status;
  manifest.config_hash = "right";
  write_manifest(directory, manifest);
}

TEST(RunDirectoryTest, ThePathComesFromTheContent) {
  EXPECT_EQ(run_directory("out", "name", {}, 7), "out/name/seed_0007");
  EXPECT_EQ(run_directory("out", "name", {}, 123456), "out/name/seed_123456");
  const std::vector<std::string> overrides = {"learner.size=5", "run.seed=7", "a.b=1", "learner.size=[1, 2/3]"};
  EXPECT_EQ(run_directory("out", "name", overrides, 7), "out/name/a.b=1,learner.size=_1,_2_3_/seed_0007");
}

TEST(RunDirectoryTest, EqualValuesHaveOneSpelling) {
  for (const std::string text : {"a.b=50", "a.b=5e1", "a.b=50.0", "a.b=+50", "a.b= 50", "a.b=5_0"}) {
    EXPECT_EQ(run_directory("out", "name", std::vector{text}, 7), "out/name/a.b=50/seed_0007") << text;
  }
  for (const std::string text : {"a=[1, 0.50]", "a=[1,.5]", "a=[ 1.0, 5e-1 ]"}) {
    EXPECT_EQ(run_directory("out", "name", std::vector{text}, 7), "out/name/a=_1,_0.5_/seed_0007") << text;
  }
  EXPECT_EQ(run_directory("out", "name", std::vector<std::string>{"a='50'"}, 7), "out/name/a=_50_/seed_0007");
}

TEST(RunDirectoryTest, LongOverridesKeepTheirDifference) {
  const std::vector<std::string> first = {"a=" + std::string(400, '1') + "1"};
  const std::vector<std::string> second = {"a=" + std::string(400, '1') + "2"};
  EXPECT_NE(run_directory("out", "name", first, 0), run_directory("out", "name", second, 0));
  EXPECT_LT(run_directory("out", "name", first, 0).parent_path().filename().string().size(), 255U);
}

TEST(RunDirectoryTest, OnlyACompletedManifestOfTheSameConfigIsARunThatIsDone) {
  const TemporaryFolder folder;
  const fs::path directory = folder.path() / "run";
  EXPECT_EQ(inspect_run_directory(directory, "right"), RunDirectoryState::free);
  fs::create_directory(directory);
  write_atomically(directory / "curve.csv", "seed\n");
  EXPECT_EQ(inspect_run_directory(directory, "right"), RunDirectoryState::unfinished);
  for (const RunStatus status : {RunStatus::running, RunStatus::interrupted, RunStatus::failed}) {
    write_run(directory, status);
    EXPECT_EQ(inspect_run_directory(directory, "right"), RunDirectoryState::unfinished);
  }
  write_run(directory, RunStatus::diverged);
  EXPECT_EQ(inspect_run_directory(directory, "right"), RunDirectoryState::diverged);
  EXPECT_EQ(inspect_run_directory(directory, "wrong"), RunDirectoryState::unfinished);
  write_run(directory, RunStatus::completed);
  EXPECT_EQ(inspect_run_directory(directory, "right"), RunDirectoryState::completed);
  EXPECT_EQ(inspect_run_directory(directory, "wrong"), RunDirectoryState::other_config);
  write_atomically(directory / "run.json", "{\"status\": \"comp");
  EXPECT_EQ(inspect_run_directory(directory, "right"), RunDirectoryState::unfinished);
}

TEST(RunDirectoryTest, RefusalsNameTheWayOut) {
  for (const auto state : {RunDirectoryState::other_config, RunDirectoryState::unfinished}) {
    EXPECT_THAT(refusal_to_start("dir", state, false), AllOf(HasSubstr("dir"), HasSubstr("--force")));
    EXPECT_EQ(refusal_to_start("dir", state, true), "");
  }
  EXPECT_EQ(refusal_to_start("dir", RunDirectoryState::free, false), "");
  EXPECT_EQ(refusal_to_start("dir", RunDirectoryState::completed, false), "");
}

TEST(RunDirectoryTest, OnlyOneCanClaim) {
  const TemporaryFolder folder;
  claim_run_directory(folder.path() / "a/b/seed_0000", false);
  EXPECT_THROW(claim_run_directory(folder.path() / "a/b/seed_0000", false), UsageError);
}

TEST(RunDirectoryTest, ForceRemovesTheFilesOfARunAndNothingElse) {
  const TemporaryFolder folder;
  write_run(folder.path(), RunStatus::completed);
  write_atomically(folder.path() / "curve.csv", "old");
  write_atomically(folder.path() / "checkpoint.pieces.12", "old");
  write_atomically(folder.path() / "notes.txt", "mine");
  claim_run_directory(folder.path(), true);
  EXPECT_FALSE(fs::exists(folder.path() / "run.json"));
  EXPECT_FALSE(fs::exists(folder.path() / "curve.csv"));
  EXPECT_FALSE(fs::exists(folder.path() / "checkpoint.pieces.12"));
  EXPECT_EQ(read_file(folder.path() / "notes.txt"), "mine");
}

TEST(RunDirectoryTest, AnUnwritablePlaceIsBadUsage) {
  const TemporaryFolder folder;
  write_atomically(folder.path() / "file", "");
  const auto expected = ThrowsMessage<UsageError>(AllOf(HasSubstr("file"), HasSubstr("--out")));
  EXPECT_THAT([&] { claim_run_directory(folder.path() / "file", true); }, expected);
  EXPECT_THAT([&] { claim_run_directory(folder.path() / "file/name/seed_0000", false); }, expected);
}

}  // namespace
}  // namespace rlrun::experiment::test
