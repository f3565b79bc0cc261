#include <gmock/gmock.h>

#include <algorithm>

#include "lib/core/error.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/report/experiment_list.hpp"
#include "tests/temporary_folder.hpp"

namespace rlrun::experiment::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* two_experiments =
    "experiments:\n"
    "  first:\n"
    "    title: The first\n"
    "    source: a paper, Table 1\n"
    "    runs:\n"
    "      a:\n"
    "        config: a.yaml\n"
    "        seeds: 0..2\n"
    "        seconds: 7\n"
    "        set: {learner.sizes: [1, 2], learner.name: x}\n"
    "        quick: {seeds: \"0\", set: {run.episodes: 3}}\n"
    "      b: {config: b.yaml, seeds: 0..1, seconds: 1}\n"
    "    comparisons:\n"
    "      mean: {runs: a, metric: mean_return, published: 1.5 (0.2), at_least: 1.5}\n"
    "      first 5: {runs: b, metric: reached, threshold: 5, reference: about 3, at_most: 3}\n"
    "  second: {title: The second, source: none, runs: {c: {config: c.yaml, seeds: 0..1, seconds: 1}}}\n";

class ExperimentListTest : public testing::Test {
 protected:
  std::vector<PaperExperiment> read(const std::string& text) {
    write_atomically(file_, text);
    return read_experiment_list(file_);
  }

  std::string findings(const std::string& text) {
    try {
      read(text);
    } catch (const UsageError& error) {
      return error.what();
    }
    return "";
  }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "experiments.yaml";
};

TEST_F(ExperimentListTest, ReadsEveryKey) {
  const auto experiments = read(two_experiments);
  ASSERT_EQ(experiments.size(), 2U);
  const auto& [id, title, source, note, runs, comparisons, table] = experiments.front();
  EXPECT_EQ(id, "first");
  EXPECT_EQ(title, "The first");
  EXPECT_EQ(source, "a paper, Table 1");
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0].name, "a");
  EXPECT_EQ(runs[0].config, "a.yaml");
  EXPECT_THAT(runs[0].full.seeds, ElementsAre(0, 1, 2));
  EXPECT_EQ(runs[0].full.run_seconds, 7.0);
  EXPECT_THAT(runs[0].full.overrides, ElementsAre("learner.sizes=[1, 2]", "learner.name=x"));
  ASSERT_EQ(comparisons.size(), 2U);
  EXPECT_EQ(comparisons[0].published, "1.5 (0.2)");
  EXPECT_TRUE(comparisons[0].target->at_least);
  EXPECT_EQ(comparisons[1].metric.kind, MetricKind::reached);
  EXPECT_EQ(comparisons[1].metric.threshold, 5.0);
  EXPECT_FALSE(comparisons[1].target->at_least);
  EXPECT_FALSE(table.has_value());
  EXPECT_THAT(experiments.back().comparisons, IsEmpty());
}

TEST_F(ExperimentListTest, ReadsTheTableOfATask) {
  const std::string task =
      "experiments:\n"
      "  task:\n"
      "    title: Task\n"
      "    source: none\n"
      "    table: {last: 20, threshold: 9.5, unsuited: {ddpg: \"it has choices\", other: no}}\n"
      "    runs:\n"
      "      a: {config: a.yaml, seeds: 0..1, seconds: 1}\n"
      "      b: {config: b.yaml, seeds: 0..1, seconds: 1, last: 3}\n";
  const PaperExperiment experiment = read(task).front();
  ASSERT_TRUE(experiment.table.has_value());
  EXPECT_EQ(experiment.table->last, 20U);
  EXPECT_EQ(experiment.table->threshold, 9.5);
  ASSERT_EQ(experiment.table->unsuited.size(), 2U);
  EXPECT_EQ(experiment.table->unsuited[0].learner, "ddpg");
  EXPECT_EQ(experiment.table->unsuited[0].reason, "it has choices");
  EXPECT_EQ(experiment.runs[0].last, 0U);
  EXPECT_EQ(experiment.runs[1].last, 3U);
}

TEST_F(ExperimentListTest, ATableNeedsAThreshold) {
  const std::string found = findings(
      "experiments:\n"
      "  x:\n"
      "    title: X\n"
      "    source: none\n"
      "    table: {last: 0, unsuited: {a: [1]}}\n"
      "    runs: {a: {config: a.yaml, seeds: 0..1, seconds: 1, last: -1}}\n");
  for (const std::string text : {":5:19: experiments.x.table.last: 0 is out of range",
                                 ":5:12: experiments.x.table.threshold: the key must be given",
                                 ":5:36: experiments.x.table.unsuited.a: the value is a list",
                                 ":6:63: experiments.x.runs.a.last: -1 is out of range"}) {
    EXPECT_THAT(found, HasSubstr(text));
  }
}

TEST_F(ExperimentListTest, AQuickRunDiffersOnlyInWhatItNames) {
  const auto runs = read(two_experiments).front().runs;
  EXPECT_THAT(runs[0].quick.seeds, ElementsAre(0));
  EXPECT_EQ(runs[0].quick.run_seconds, 7.0);
  EXPECT_THAT(runs[0].quick.overrides, ElementsAre("learner.sizes=[1, 2]", "learner.name=x", "run.episodes=3"));
  EXPECT_TRUE(runs[0].shortened(Scale::quick));
  EXPECT_FALSE(runs[0].shortened(Scale::full));
  EXPECT_THAT(runs[1].quick.seeds, ElementsAre(0, 1));
  EXPECT_FALSE(runs[1].shortened(Scale::quick));
}

TEST_F(ExperimentListTest, ShowsAllFindingsWithTheirPlaces) {
  const std::string found = findings(
      "experiments:\n"
      "  x:\n"
      "    titel: X\n"
      "    source: none\n"
      "    runs:\n"
      "      a: {config: a.yaml, seeds: 3..1, seconds: 0}\n"
      "      b: 5\n"
      "    comparisons:\n"
      "      c: {runs: z, metric: meen_return}\n"
      "      d: {runs: a, metric: held, at_least: 1, at_most: 2}\n"
      "extra: 1\n");
  for (const std::string text :
       {":3:5: experiments.x.titel: unknown key", ":2:3: experiments.x.title: the key must be given",
        ":6:27: experiments.x.runs.a.seeds: is no list", ":6:49: experiments.x.runs.a.seconds: 0 is out of range",
        ":7:7: experiments.x.runs.b: the value is a scalar",
        ":9:17: experiments.x.comparisons.c.runs: there are no such",
        ":9:28: experiments.x.comparisons.c.metric: \"meen_return\" is unknown, did you mean \"mean_return\"?",
        ":10:7: experiments.x.comparisons.d.threshold: the key must be given",
        ":10:47: experiments.x.comparisons.d.at_most: there is at_least already", ":11:1: extra: unknown key"}) {
    EXPECT_THAT(found, HasSubstr(file_.string() + text));
  }
  EXPECT_EQ(std::ranges::count(found, '\n'), 9);
}

TEST_F(ExperimentListTest, ThereMustBeExperimentsWithRuns) {
  EXPECT_THAT(findings("{}"), HasSubstr("experiments: there are none"));
  EXPECT_THAT(findings("[1]"), HasSubstr("the value is a list; allowed: a mapping"));
  EXPECT_THAT(findings("experiments: {x: {title: X, source: y}}"), HasSubstr("experiments.x.runs: there are none"));
  EXPECT_THAT(findings("experiments: {"), AllOf(HasSubstr("experiments.yaml:1:"), Not(HasSubstr("there are none"))));
}

}  // namespace
}  // namespace rlrun::experiment::test
