#include "lib/experiment/run_group.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "lib/core/error.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/run_search.hpp"
#include "tests/unit/experiment/fakes.hpp"

namespace rlrun::experiment::test {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;
using testing::ThrowsMessage;

class RunGroupTest : public testing::Test {
 protected:
  /// Folders below the temporary one are named relative to it.
  [[nodiscard]] fs::path at(const std::string& name) const { return fs::canonical(folder_.path()) / name; }

  void write(const std::string& name, const std::string& content) const {
    fs::create_directories(at(name).parent_path());
    write_atomically(at(name), content);
  }

  void write_curve(const std::string& directory, const std::vector<std::string>& returns) const {
    std::string text = "seed,episode,step,episode_return,episode_length,terminated,truncated\n";
    for (const std::string& value : returns) text += "0,0,1," + value + ",1,1,0\n";
    write(directory + "/curve.csv", text);
  }

  void write_status(const std::string& directory, RunStatus status) const {
    Manifest manifest;
    manifest.status = status;
    fs::create_directories(at(directory));
    write_manifest(at(directory), manifest);
  }

  [[nodiscard]] RunResult result(const std::string& directory, std::size_t last = 100) const {
    return read_run_result(at(directory), last);
  }

  [[nodiscard]] RunGroups groups(const std::vector<std::string>& names) const {
    std::vector<std::string> folders;
    for (const std::string& name : names) folders.push_back(at(name).string());
    return read_run_groups(folders, 100);
  }

 private:
  TemporaryFolder folder_;
};

TEST_F(RunGroupTest, RunsAreKnownByManifestCurveOrName) {
  write_status("out/b/x=1/manifest", RunStatus::failed);
  write_curve("out/a/curve", {"1"});
  fs::create_directories(at("out/a/seed_0007"));
  fs::create_directories(at("out/a/seed_"));
  fs::create_directories(at("out/a/seed_7b"));
  write("out/a/config/config.yaml", "");
  EXPECT_THAT(find_run_directories(at("out")),
              ElementsAre(at("out/a/curve"), at("out/a/seed_0007"), at("out/b/x=1/manifest")));
  EXPECT_THAT(find_run_directories(at("out/a/curve")), ElementsAre(at("out/a/curve")));
}

TEST_F(RunGroupTest, AFolderWithoutRunsIsBadUsage) {
  write("out/notes.txt", "");
  EXPECT_THAT([&] { find_run_directories(at("out")); },
              ThrowsMessage<UsageError>(EndsWith("out: there is no run in this folder")));
  EXPECT_THAT([&] { find_run_directories(at("gone")); },
              ThrowsMessage<UsageError>(EndsWith("gone: there is no such folder")));
  EXPECT_THROW(find_run_directories(at("out/notes.txt")), UsageError);
}

TEST_F(RunGroupTest, ACompletedRunHasTheMeanOfItsLastEpisodes) {
  write_curve("run", {"100", "1", "2"});
  write_status("run", RunStatus::completed);
  EXPECT_EQ(result("run", 2).status, RunStatus::completed);
  EXPECT_EQ(result("run", 2).final_return, 1.5);
  EXPECT_NEAR(result("run", 4).final_return, 103.0 / 3.0, 1e-12);
  EXPECT_THAT(result("run").problem, IsEmpty());
}

TEST_F(RunGroupTest, ACurveWithoutAManifestIsAnArchive) {
  write_curve("run", {"3"});
  EXPECT_EQ(result("run").status, RunStatus::completed);
  EXPECT_EQ(result("run").final_return, 3.0);
}

TEST_F(RunGroupTest, ARunThatNoProcessHoldsIsDead) {
  write_curve("run", {"3"});
  write_status("run", RunStatus::running);
  EXPECT_EQ(result("run").status, RunStatus::dead);
  EXPECT_TRUE(std::isnan(result("run").final_return));
  EXPECT_THAT(result("run").problem, testing::HasSubstr("--resume goes on"));
}

TEST_F(RunGroupTest, OtherStatesHaveNoFinalReturn) {
  write_curve("run", {"3"});
  for (const RunStatus status : {RunStatus::interrupted, RunStatus::failed, RunStatus::diverged}) {
    write_status("run", status);
    EXPECT_EQ(result("run").status, status);
    EXPECT_TRUE(std::isnan(result("run").final_return));
    EXPECT_EQ(result("run").problem, name_of(status));
  }
}

TEST_F(RunGroupTest, WhatCannotBeReadIsMissingForAReason) {
  fs::create_directories(at("claimed"));
  write_curve("damaged", {"3", "three"});
  write_curve("empty", {});
  write_curve("infinite", {"inf"});
  write_curve("torn", {"3"});
  write("torn/run.json", "{\"status\": \"comp");
  write_status("gone", RunStatus::completed);
  for (const auto& [name, reason] :
       std::vector<std::pair<std::string, std::string>>{{"claimed", "curve.csv: cannot open"},
                                                        {"damaged", "curve.csv:3: \"three\""},
                                                        {"empty", "curve.csv: no finite return"},
                                                        {"infinite", "curve.csv: no finite return"},
                                                        {"torn", "run.json: is no manifest"},
                                                        {"gone", "curve.csv: cannot open"}}) {
    EXPECT_EQ(result(name).status, std::nullopt) << name;
    EXPECT_THAT(result(name).problem, testing::AllOf(StartsWith("missing: "), HasSubstr(reason))) << name;
  }
}

TEST_F(RunGroupTest, GroupsAreFoldersAndARunCountsOnce) {
  write_curve("out/a/seed_0000", {"1"});
  write_curve("out/a/seed_0001", {"2"});
  fs::create_directories(at("out/a/seed_0002"));
  write_curve("out/a/x=1/seed_0000", {"3"});
  const RunGroups found = groups({"out/a/x=1", "out", "out/a/seed_0001"});
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found.at(at("out/a")).size(), 3U);
  EXPECT_THAT(final_returns(found.at(at("out/a"))), ElementsAre(1.0, 2.0));
  EXPECT_THAT(final_returns(found.at(at("out/a/x=1"))), ElementsAre(3.0));
}

}  // namespace
}  // namespace rlrun::experiment::test
