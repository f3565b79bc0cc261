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
    "        seeds: 1000..1002\n"
    "        seconds: 7\n"
    "        set: {learner.sizes: [1, 2], learner.name: x}\n"
    "        quick: {seeds: \"1000\", set: {run.episodes: 3}}\n"
    "      b: {config: b.yaml, seeds: 1000..1001, seconds: 1}\n"
    "    comparisons:\n"
    "      mean: {runs: a, metric: mean_return, published: {mean: 1.5, deviation: 0.2, runs: 10}}\n"
    "      first 5: {runs: b, metric: reached, threshold: 5, reference: about 3, at_most: 3}\n"
    "  second: {title: The second, source: none, runs: {c: {config: c.yaml, seeds: 1000..1001, seconds: 1}}}\n";

class ExperimentListTest : public testing::Test {
 protected:
  std::vector<PaperExperiment> read(const std::string& text) {
    write_atomically(file_, text);
    return read_experiment_list(file_).experiments;
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
  EXPECT_THAT(runs[0].full.seeds, ElementsAre(1000, 1001, 1002));
  EXPECT_EQ(runs[0].full.run_seconds, 7.0);
  EXPECT_THAT(runs[0].full.overrides, ElementsAre("learner.sizes=[1, 2]", "learner.name=x"));
  ASSERT_EQ(comparisons.size(), 2U);
  EXPECT_EQ(comparisons[0].aim(), Aim::published);
  EXPECT_EQ(comparisons[0].published->numbers->mean, 1.5);
  EXPECT_EQ(comparisons[0].published->numbers->deviation, 0.2);
  EXPECT_EQ(comparisons[0].published->numbers->count, 10U);
  EXPECT_EQ(comparisons[1].aim(), Aim::own_goal);
  EXPECT_EQ(comparisons[1].metric.kind, MetricKind::reached);
  EXPECT_EQ(comparisons[1].metric.threshold, 5.0);
  EXPECT_FALSE(comparisons[1].target->at_least);
  EXPECT_FALSE(table.has_value());
  EXPECT_THAT(experiments.back().comparisons, IsEmpty());
}

/// `a` and `b`: more keys of the two runs; `shared`: of the experiment.
std::string task(const std::string& a, const std::string& b,
                 const std::string& shared = "set: {environment.time_limit: 99}") {
  return "experiments:\n"
         "  task:\n"
         "    title: Task\n"
         "    source: none\n"
         "    " +
         shared +
         "\n"
         "    table: {last: 20, threshold: 9.5, unsuited: {ddpg: \"it has choices\", other: no}}\n"
         "    runs:\n"
         "      a: {config: a.yaml, seconds: 1, policy: greedy, " +
         a +
         "}\n"
         "      b: {config: b.yaml, seconds: 1, policy: draws, " +
         b + "}\n";
}

TEST_F(ExperimentListTest, ReadsTheTableOfATask) {
  const PaperExperiment experiment =
      read(task("seeds: 1000..1001, knows: nothing", "seeds: 1000..1001, knows: all, settings: of a, floor: true"))
          .front();
  ASSERT_TRUE(experiment.table.has_value());
  EXPECT_EQ(experiment.table->last, 20U);
  EXPECT_EQ(experiment.table->threshold, 9.5);
  ASSERT_EQ(experiment.table->unsuited.size(), 2U);
  EXPECT_EQ(experiment.table->unsuited[0].learner, "ddpg");
  EXPECT_EQ(experiment.table->unsuited[0].reason, "it has choices");
  EXPECT_EQ(experiment.runs[0].knowledge, "nothing");
  EXPECT_FALSE(experiment.runs[0].floor);
  EXPECT_TRUE(experiment.runs[1].floor);
  EXPECT_EQ(experiment.runs[1].settings, "of a");
  EXPECT_EQ(experiment.runs[1].policy, "draws");
  EXPECT_THAT(experiment.runs[1].full.overrides, ElementsAre("environment.time_limit=99")) << "shared by all runs";
}

TEST_F(ExperimentListTest, LearnersOfATableRunOnEqualTerms) {
  const std::string fair = "seeds: 1000..1001, knows: nothing";
  EXPECT_THAT(findings(task(fair, "seeds: 1000..1002, knows: nothing")),
              HasSubstr("experiments.task.runs: runs b of a table have other seeds than the first ones"));
  EXPECT_THAT(findings(task(fair, fair + ", set: {environment.time_limit: 300}")),
              HasSubstr("runs b of a table must have the time limit of all"));
  EXPECT_THAT(findings(task(fair, fair, "set: {run.episodes: 3}")),
              HasSubstr("runs a of a table must have the time limit of all"));
  EXPECT_THAT(findings(task(fair, "seeds: 1000..1001")),
              HasSubstr("runs b of a table must say what the config knows; allowed: knows"));
}

TEST_F(ExperimentListTest, ATableNeedsAThreshold) {
  const std::string found = findings(
      "experiments:\n"
      "  x:\n"
      "    title: X\n"
      "    source: none\n"
      "    table: {last: 0, unsuited: {a: [1]}}\n"
      "    runs: {a: {config: a.yaml, seeds: 1000..1001, seconds: 1, last: 3}}\n");
  for (const std::string text : {":5:19: experiments.x.table.last: 0 is out of range",
                                 ":5:12: experiments.x.table.threshold: the key must be given",
                                 ":5:36: experiments.x.table.unsuited.a: the value is a list",
                                 ":6:63: experiments.x.runs.a.last: unknown key"}) {
    EXPECT_THAT(found, HasSubstr(text)) << "one window a task: no run has its own";
  }
}

TEST_F(ExperimentListTest, RefusesToReportSeedsThatSettingsAreChosenOn) {
  const auto list = [](const std::string& purpose, const std::string& seeds) {
    return purpose +
           "experiments: {x: {title: X, source: none, runs: {a: {config: a.yaml, seconds: 1, seeds: " + seeds +
           "}}}}\n";
  };
  EXPECT_EQ(findings(list("", "1000..1019")), "");
  for (const char* seeds : {"0..9", "999..1000", "1000..1020"}) {
    EXPECT_THAT(findings(list("", seeds)), HasSubstr(std::string("experiments: seeds ") + seeds +
                                                     " of x.runs.a are no seeds of this list; allowed: 1000 to 1019"));
  }
  EXPECT_EQ(findings(list("purpose: tuning\n", "0..9")), "");
  EXPECT_THAT(findings(list("purpose: tuning\n", "990..1000")), HasSubstr("allowed: seeds below 1000"));
}

TEST_F(ExperimentListTest, ReadsWhatWasPublished) {
  const auto figure = folder_.path() / "figure.csv";
  write_atomically(figure, "panel,episode,return\np,1,5\nq,1,9\np,2,7\np,3,1\n");
  const auto list = [&](const std::string& panel, const std::string& comparisons) {
    return "experiments:\n  x:\n    title: X\n    source: none\n    runs:\n      a:\n        config: a.yaml\n"
           "        seeds: 1000..1001\n        seconds: 1\n        published_curve: {file: " +
           figure.string() + ", panel: " + panel + "}\n    comparisons:\n" + comparisons;
  };
  const PaperExperiment experiment =
      read(list("p",
                "      curve: {runs: a, metric: second_half, until: 2, published: {curve: true}}\n"
                "      value: {runs: a, metric: peak, published: {value: 3}}\n"
                "      claim: {runs: a, metric: diverged, published: {claim: it diverges}}\n"
                "      other: {runs: a, metric: peak, better_than: a, lower_is_better: true}\n"
                "      quantile: {runs: a, metric: diagnostics_below, threshold: 0.5, names: \"r_*\"}\n"))
          .front();
  EXPECT_THAT(experiment.runs[0].published_returns, ElementsAre(5, 7, 1));
  EXPECT_EQ(experiment.comparisons[0].published->numbers->mean, 7.0) << "of the first two episodes";
  EXPECT_EQ(experiment.comparisons[0].published->numbers->count, 1U);
  EXPECT_EQ(experiment.comparisons[1].published->numbers->mean, 3.0);
  EXPECT_EQ(experiment.comparisons[2].published->claim, "it diverges");
  EXPECT_FALSE(experiment.comparisons[2].published->numbers.has_value());
  EXPECT_EQ(experiment.comparisons[3].others, "a");
  EXPECT_TRUE(experiment.comparisons[3].lower_is_better);
  EXPECT_EQ(experiment.comparisons[4].metric.names, "r_*");
  EXPECT_THAT(findings(list("p", "      c: {runs: a, metric: peak, until: 4, published: {curve: true}}\n")),
              HasSubstr("published.curve: the published curve of these runs has no such value"));
  EXPECT_THAT(findings(list("r", "      c: {runs: a, metric: peak}\n")), HasSubstr("there is no panel r"));
  EXPECT_THAT(findings(list("p", "      c: {runs: a, metric: peak, published: {}}\n")),
              HasSubstr("published.claim: nothing is said"));
}

TEST_F(ExperimentListTest, AGoalOfOurOwnIsNotPublished) {
  const std::string list =
      "experiments:\n  x:\n    title: X\n    source: none\n"
      "    runs: {a: {config: a.yaml, seeds: 1000..1001, seconds: 1}}\n"
      "    comparisons:\n      c: {runs: a, metric: peak, at_least: 3, published: {value: 3}}\n";
  EXPECT_THAT(findings(list), HasSubstr("experiments.x.comparisons.c.at_least: a goal of our own stands beside"));
}

TEST_F(ExperimentListTest, ReadsHowOursDiffersFromTheDocuments) {
  write_atomically(file_, std::string("deviations: {MAP: the mean after settling, RGRL: all}\n") + two_experiments);
  const ExperimentList list = read_experiment_list(file_);
  EXPECT_EQ(list.purpose, Purpose::report);
  EXPECT_THAT(list.deviations,
              ElementsAre(testing::Pair("MAP", "the mean after settling"), testing::Pair("RGRL", "all")));
}

TEST_F(ExperimentListTest, AQuickRunDiffersOnlyInWhatItNames) {
  const auto runs = read(two_experiments).front().runs;
  EXPECT_THAT(runs[0].quick.seeds, ElementsAre(1000));
  EXPECT_EQ(runs[0].quick.run_seconds, 7.0);
  EXPECT_THAT(runs[0].quick.overrides, ElementsAre("learner.sizes=[1, 2]", "learner.name=x", "run.episodes=3"));
  EXPECT_TRUE(runs[0].shortened(Scale::quick));
  EXPECT_FALSE(runs[0].shortened(Scale::full));
  EXPECT_THAT(runs[1].quick.seeds, ElementsAre(1000, 1001));
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

TEST_F(ExperimentListTest, NamesHaveAnAlphabet) {
  const std::string head = "experiments:\n  ";
  const std::string rest = ": {title: t, source: s, runs: {c: {config: c.yaml, seeds: 1000..1001, seconds: 1}}}\n";
  for (const std::string id : {"../../x", "\"x\\nX\\tY\\t1\"", "$(touch pwned)", "a b", ".x", "''"}) {
    EXPECT_THAT(findings(head + id + rest), HasSubstr("is no name of an experiment or its runs")) << id;
  }
  EXPECT_EQ(findings(head + "a_B-1.x" + rest), "");
  EXPECT_THAT(findings("experiments:\n  a: {title: t, source: s, runs: {\"c\\td\": {config: c.yaml, seeds: 0..1, "
                       "seconds: 1}}}\n"),
              HasSubstr("is no name of an experiment or its runs"));
}

}  // namespace
}  // namespace rlrun::experiment::test
