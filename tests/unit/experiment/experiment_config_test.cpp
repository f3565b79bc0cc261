#include "lib/experiment/experiment_config.hpp"

#include <gmock/gmock.h>

#include "lib/core/error.hpp"
#include "lib/experiment/file.hpp"
#include "tests/unit/experiment/fakes.hpp"

namespace rlrun::experiment::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;

/// Two environments and a learner that deals with one of them.
Registries registries() {
  Registries result;
  const auto configure_environment = [](config::Reader& reader) -> config::EnvironmentMaker {
    long longest = 9;
    reader.read("longest", longest, config::Range::at_least(1), {"Steps of an episode at most."});
    return [longest] { return std::make_unique<Countdown>(longest); };
  };
  const auto configure_learner = [](config::Reader& reader,
                                    const config::LearnerContext& context) -> config::LearnerMaker {
    double rate = 0.5;
    reader.read("rate", rate, config::Range::between(0, 1), {"How fast.", "the paper, eq. 1"});
    if (context.environment.time_limit != 1000) reader.reject("name", "witness needs a limit of 1000");
    return [num_envs = context.num_envs](RngKey) {
      return std::make_unique<Witness>(SlotSchedule::reset_at_once, num_envs);
    };
  };
  const auto read_nearness = [](config::Reader& reader) -> Grade {
    double far = 9;
    reader.read("far", far, config::Range::above(0), {"Where the grade is 0."});
    return [](const StepResult&) { return 0.5; };
  };
  result.environments.add("Countdown", {.summary = "counts down",
                                        .configure = configure_environment,
                                        .grades = {{"nearness", {"how near the end is", read_nearness}}}});
  const auto configure_odd = [](config::Reader&) -> config::EnvironmentMaker {
    return [] { return std::make_unique<Countdown>(9, 77); };
  };
  result.environments.add("Odd", {.summary = "nobody likes it", .configure = configure_odd});
  result.learners.add("witness", {.summary = "watches", .configure = configure_learner});
  return result;
}

class ExperimentConfigTest : public testing::Test {
 protected:
  ExperimentConfig load(const std::string& text, const std::vector<std::string>& overrides = {}) {
    write_atomically(file_, text);
    return load_experiment(file_, overrides, registries(), 1);
  }

  std::string findings(const std::string& text, const std::vector<std::string>& overrides = {}) {
    try {
      load(text, overrides);
    } catch (const UsageError& error) {
      return error.what();
    }
    return "";
  }

  TemporaryFolder folder_;
  std::filesystem::path file_ = folder_.path() / "config.yaml";
  std::string minimal_ =
      "experiment: name\nenvironment: {name: Countdown}\nlearner: {name: witness}\nrun: {episodes: 10}\n";
};

TEST_F(ExperimentConfigTest, DefaultsComeFromTheEnvironmentAndTheStructs) {
  const ExperimentConfig config = load(minimal_);
  EXPECT_EQ(config.experiment, "name");
  EXPECT_EQ(config.environment.name, "Countdown");
  EXPECT_EQ(config.time_limit, 1000);
  EXPECT_EQ(config.learner, "witness");
  EXPECT_EQ(config.run.seed, 0);
  EXPECT_EQ(config.run.num_envs, 1);
  EXPECT_EQ(config.run.evaluation.episodes, 0);
  EXPECT_EQ(config.precision, config::Precision::single);
}

TEST_F(ExperimentConfigTest, TheResolvedConfigNamesEverythingAndLoadsToItself) {
  const ExperimentConfig config =
      load(minimal_, {"environment.longest=4", "learner.rate=0.1", "run.seed=12345678901234567", "precision=double"});
  EXPECT_EQ(config.resolved_yaml,
            "experiment: name\n"
            "environment:\n  name: Countdown\n  longest: 4\n  time_limit: 1000\n  shaping:\n    grade: none\n"
            "learner:\n  name: witness\n  rate: 0.1\n"
            "run:\n  seed: 12345678901234567\n  episodes: 10\n  steps: 0\n  num_envs: 1\n  learning: true\n"
            "  evaluation:\n    episodes: 0\n    num_envs: 1\n    every: 0\n"
            "precision: double\n");
  const ExperimentConfig again = load(config.resolved_yaml);
  EXPECT_EQ(again.resolved_yaml, config.resolved_yaml);
  EXPECT_EQ(again.hash, config.hash);
  EXPECT_NE(load(minimal_).hash, config.hash);
}

TEST_F(ExperimentConfigTest, ShowsTheFindingsOfAllPartsAtOnce) {
  const std::string text =
      "experiment: ../up\nenvironment: {name: Countdown, longest: 0}\nlearner: {name: witness, rate: 2, rat: 1}\n"
      "run: {episodes: x, num_env: 3}\nprecision: half\n";
  const std::string found = findings(text);
  for (const std::string place :
       {":1:1: experiment: ", ":2:41: environment.longest: ", ":3:32: learner.rate: ", ":3:35: learner.rat: ",
        ":4:17: run.episodes: ", ":4:20: run.num_env: ", ":5:12: precision: "}) {
    EXPECT_THAT(found, HasSubstr(file_.string() + place));
  }
}

TEST_F(ExperimentConfigTest, UnknownNamesListTheKnownOnes) {
  const std::string found =
      findings("experiment: name\nenvironment: {name: Countdow}\nlearner: {name: witnes}\nrun: {episodes: 1}\n");
  EXPECT_THAT(found, AllOf(HasSubstr(":2:21: environment.name: "), HasSubstr("Countdown, Odd")));
  EXPECT_THAT(found, AllOf(HasSubstr(":3:17: learner.name: "), HasSubstr("witness")));
}

TEST_F(ExperimentConfigTest, AnUnsupportedPairingIsReportedAtTheLearner) {
  const std::string found =
      findings("experiment: name\nenvironment: {name: Odd}\nlearner: {name: witness}\nrun: {episodes: 1}\n");
  EXPECT_THAT(found, HasSubstr(":3:11: learner.name: witness needs a limit of 1000"));
}

TEST_F(ExperimentConfigTest, ABadLengthOfTheRunIsToldOnce) {
  const std::string found = findings(minimal_, {"run.episodes=x"});
  EXPECT_THAT(found, AllOf(HasSubstr("run.episodes: "), testing::Not(HasSubstr("no end"))));
}

TEST_F(ExperimentConfigTest, NameAndLengthOfTheRunMustBeGiven) {
  EXPECT_THAT(findings("environment: {name: Countdown}\nlearner: {name: witness}\nrun: {seed: 1}\n"),
              AllOf(HasSubstr(": experiment: must be given"), HasSubstr("run.episodes: the run has no end")));
}

TEST(DescribeTest, ShowsEveryKeyOfOneSection) {
  const std::string learner = describe("witness", registries());
  EXPECT_THAT(learner, AllOf(HasSubstr("watches"), HasSubstr("learner.rate"), HasSubstr("[0, 1]"), HasSubstr("0.5"),
                             HasSubstr("How fast."), HasSubstr("the paper, eq. 1")));
  EXPECT_THAT(learner, testing::Not(HasSubstr("environment.")));
  EXPECT_THAT(describe("Countdown", registries()), AllOf(HasSubstr("longest"), HasSubstr("time_limit")));
  EXPECT_THAT([] { describe("nobody", registries()); },
              testing::ThrowsMessage<UsageError>(AllOf(HasSubstr("Countdown, Odd"), HasSubstr("witness"))));
}

TEST(DescribeTest, ShowsTheGradesOfAnEnvironmentWithTheirKeys) {
  EXPECT_THAT(
      describe("Countdown", registries()),
      AllOf(HasSubstr("shaping.grade: choice, one of none, nearness; default none"), HasSubstr("how near the end is."),
            HasSubstr("environment.shaping.weight"), HasSubstr("environment.shaping.far")));
  EXPECT_THAT(describe("Odd", registries()), testing::Not(HasSubstr("shaping.weight")));
}

TEST_F(ExperimentConfigTest, AnUnknownGradeIsToldWithTheNearestOne) {
  EXPECT_THAT(findings(minimal_, {"environment.shaping.grade=nearnes"}),
              AllOf(HasSubstr("environment.shaping.grade: "), HasSubstr("did you mean \"nearness\"")));
  EXPECT_THAT(load(minimal_, {"environment.shaping.grade=nearness"}).resolved_yaml,
              AllOf(HasSubstr("grade: nearness"), HasSubstr("far: 9")));
}

TEST_F(ExperimentConfigTest, APublishedValueIsAKeyOnlyWhereItIsGiven) {
  EXPECT_THAT(load(minimal_).resolved_yaml, testing::Not(HasSubstr("published")));
  const std::string text = minimal_ + "published: {value: 475.5, label: Wang 2024}\n";
  const ExperimentConfig config = load(text);
  EXPECT_THAT(config.resolved_yaml, HasSubstr("published:\n  value: 475.5\n  label: \"Wang 2024\"\n"));
  EXPECT_EQ(load(config.resolved_yaml).hash, config.hash);
  EXPECT_THAT(findings(minimal_ + "published: {label: Wang 2024}\n"), HasSubstr("published.value: "));
  EXPECT_THAT(findings(minimal_ + "published: {value: 1, source: x}\n"), HasSubstr("published.source: "));
}

}  // namespace
}  // namespace rlrun::experiment::test
