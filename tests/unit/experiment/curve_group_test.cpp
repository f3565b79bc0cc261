#include "lib/experiment/curve_group.hpp"

#include <gmock/gmock.h>

#include <array>

#include "lib/core/error.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/heat_map.hpp"
#include "lib/experiment/picture_settings.hpp"
#include "lib/experiment/run_settings.hpp"
#include "tests/unit/experiment/fakes.hpp"

namespace rlrun::experiment::test {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;
using testing::ThrowsMessage;

class CurveGroupTest : public testing::Test {
 protected:
  [[nodiscard]] fs::path at(const std::string& name) const { return fs::canonical(folder_.path()) / name; }

  /// A finished run of one episode; without a config where that is empty.
  void write_run(const std::string& directory, const std::string& config, double final_return = 0.0) const {
    fs::create_directories(at(directory));
    write_atomically(at(directory) / "curve.csv",
                     "seed,episode,step,episode_return,episode_length,terminated,truncated\n0,0,1," +
                         std::to_string(final_return) + ",1,1,0\n");
    if (!config.empty()) write_atomically(at(directory) / "config.yaml", config);
  }

  [[nodiscard]] RunGroups groups() const { return read_run_groups(std::array{folder_.path().string()}, 100); }

  [[nodiscard]] std::vector<std::string> labels_by_folder() const {
    std::vector<std::string> labels;
    for (const CurveGroup& group : group_by_folder(groups())) labels.push_back(group.label);
    return labels;
  }

 private:
  TemporaryFolder folder_;
};

TEST_F(CurveGroupTest, FoldersAreNamedFromWhereTheirWaysPart) {
  write_run("out/a/x=1/seed_0000", "");
  EXPECT_THAT(labels_by_folder(), ElementsAre("x=1"));
  write_run("out/a/x=2/seed_0000", "");
  EXPECT_THAT(labels_by_folder(), ElementsAre("x=1", "x=2"));
  write_run("out/a/seed_0000", "");
  EXPECT_THAT(labels_by_folder(), ElementsAre("a", "a/x=1", "a/x=2"));
  write_run("out/b/seed_0000", "");
  EXPECT_THAT(labels_by_folder(), ElementsAre("a", "a/x=1", "a/x=2", "b"));
}

TEST_F(CurveGroupTest, OnlyFinishedRunsCount) {
  write_run("out/a/seed_0000", "");
  fs::create_directories(at("out/a/seed_0001"));
  fs::create_directories(at("out/b/seed_0000"));
  const auto found = group_by_folder(groups());
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].runs, ElementsAre(at("out/a/seed_0000")));
  EXPECT_THAT(finished_runs(groups()), ElementsAre(at("out/a/seed_0000")));
}

TEST_F(CurveGroupTest, AKeyGroupsAcrossFoldersInTheOrderOfItsValues) {
  write_run("out/a/seed_0000", "learner: {size: 10}\n");
  write_run("out/b/seed_0000", "learner: {size: 5}\n");
  write_run("out/c/seed_0000", "learner: {size: 10}\n");
  write_run("out/d/seed_0000", "learner: {size: large}\n");
  const auto found = group_by_key(groups(), "learner.size");
  ASSERT_THAT(found, SizeIs(3));
  EXPECT_EQ(found[0].label, "learner.size=5");
  EXPECT_EQ(found[1].label, "learner.size=10");
  EXPECT_EQ(found[2].label, "learner.size=large");
  EXPECT_THAT(found[1].runs, ElementsAre(at("out/a/seed_0000"), at("out/c/seed_0000")));
}

TEST_F(CurveGroupTest, AnUnknownKeyIsBadUsage) {
  write_run("out/a/seed_0000", "learner: {ensemble_size: 10}\n");
  EXPECT_THAT([&] { group_by_key(groups(), "learner.ensemble_sise"); },
              ThrowsMessage<UsageError>(AllOf(HasSubstr("out/a/seed_0000: the config has no value of"),
                                              HasSubstr("did you mean \"learner.ensemble_size\"?"))));
  EXPECT_THROW(group_by_key(groups(), "learner"), UsageError) << "a mapping is no value";
}

TEST_F(CurveGroupTest, ARunWithoutAConfigHasThatOfItsNeighboursExceptTheSeed) {
  write_run("out/a/seed_0000", "learner: {size: 10}\nrun: {seed: 0, episodes: 7}\n");
  write_run("out/a/seed_0001", "");
  write_run("out/b/seed_0000", "");
  const RunSettings settings = read_run_settings(at("out/a/seed_0001"));
  EXPECT_THAT(settings, SizeIs(2));
  EXPECT_EQ(settings.at("learner.size"), "10");
  EXPECT_EQ(settings.at("run.episodes"), "7");
  EXPECT_THAT(read_run_settings(at("out/b/seed_0000")), IsEmpty());
  EXPECT_THAT([&] { group_by_key(groups(), "learner.size"); },
              ThrowsMessage<UsageError>(HasSubstr("out/b/seed_0000: there is no config.yaml")));
}

TEST_F(CurveGroupTest, SettingsAreTextsWithoutQuotes) {
  write_run("out/a/seed_0000", "name: \"a: b\"\nlist: [1, 2.5]\nnested: {deep: {x: true}}\n");
  const RunSettings settings = read_run_settings(at("out/a/seed_0000"));
  EXPECT_EQ(settings.at("name"), "a: b");
  EXPECT_EQ(settings.at("list"), "[1, 2.5]");
  EXPECT_EQ(settings.at("nested.deep.x"), "true");
}

TEST_F(CurveGroupTest, ADamagedConfigIsNamed) {
  write_run("out/a/seed_0000", "- 1\n");
  EXPECT_THAT([&] { read_run_settings(at("out/a/seed_0000")); },
              ThrowsMessage<UsageError>(HasSubstr("config.yaml: holds no mapping")));
  write_run("out/a/seed_0000", "a: &x [*x]\n");
  EXPECT_THAT([&] { read_run_settings(at("out/a/seed_0000")); },
              ThrowsMessage<UsageError>(HasSubstr("config.yaml:1:4")));
}

TEST(SettingOrderTest, NumbersComeFirstByTheirSize) {
  std::vector<std::string> values = {"lstm", "10", "nan", "1e-3", "gru", "-2", "9"};
  std::ranges::sort(values, SettingOrder());
  EXPECT_THAT(values, ElementsAre("-2", "1e-3", "9", "10", "gru", "lstm", "nan"));
}

TEST_F(CurveGroupTest, AHeatMapHasACellForEveryPairWithRuns) {
  write_run("out/a/seed_0000", "rate: 0.5\ncell: gru\n", 1.0);
  write_run("out/a/seed_0001", "rate: 0.5\ncell: gru\n", 4.0);
  write_run("out/b/seed_0000", "rate: 10\ncell: gru\n", 7.0);
  write_run("out/c/seed_0000", "rate: 10\ncell: lstm\n", 9.0);
  const HeatMap map = heat_map(groups(), "rate", "cell");
  EXPECT_THAT(map.columns, ElementsAre("0.5", "10"));
  EXPECT_THAT(map.rows, ElementsAre("gru", "lstm"));
  ASSERT_THAT(map.cells, SizeIs(3));
  EXPECT_THAT(map.cells[0],
              AllOf(Field(&HeatMapCell::column, 0U), Field(&HeatMapCell::row, 0U), Field(&HeatMapCell::seeds, 2U)));
  EXPECT_EQ(map.cells[0].summary.interquartile_mean, 2.5);
  EXPECT_THAT(map.cells[1], AllOf(Field(&HeatMapCell::column, 1U), Field(&HeatMapCell::row, 0U)));
  EXPECT_EQ(map.cells[1].summary.interquartile_mean, 7.0);
  EXPECT_THAT(map.cells[2], AllOf(Field(&HeatMapCell::column, 1U), Field(&HeatMapCell::row, 1U)));
  EXPECT_THROW(heat_map(groups(), "rate", "cells"), UsageError);
}

TEST_F(CurveGroupTest, TheTitleAndThePublishedValuesComeFromTheConfigs) {
  write_run("out/a/seed_0000", "experiment: one\npublished: {value: 475.5, label: Wang 2024}\n");
  write_run("out/a/seed_0001", "");
  write_run("out/b/seed_0000", "experiment: two\npublished: {value: 475.5, label: Wang 2024}\n");
  write_run("out/c/seed_0000", "experiment: two\n");
  const PictureSettings settings = read_picture_settings(finished_runs(groups()));
  EXPECT_EQ(settings.title, "one, two");
  EXPECT_THAT(settings.published, ElementsAre(PublishedValue{.value = 475.5, .label = "Wang 2024"}));
}

}  // namespace
}  // namespace rlrun::experiment::test
