#include <gmock/gmock.h>

#include <ostream>

#include "tests/cli/program.hpp"

namespace rlrun::cli {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

struct BadConfig {
  std::string name;
  std::string text;
  std::vector<std::string> findings;  ///< parts of what is written to stderr
};

void PrintTo(const BadConfig& config, std::ostream* out) { *out << config.name; }

constexpr const char* head = "experiment: bad\nenvironment: {name: CartPole-v1}\nlearner: {name: random}\n";

std::vector<BadConfig> bad_configs() {
  const std::string start = head;
  return {
      {"UnknownKey", start + "run: {episodes: 3, num_env: 2}\n", {"bad.yaml:4:20: run.num_env: ", "num_envs"}},
      {"WrongType", start + "run: {episodes: many}\n", {"bad.yaml:4:17: run.episodes: ", "integer"}},
      {"OutOfRange", start + "run: {episodes: 3, num_envs: 0}\n", {"bad.yaml:4:30: run.num_envs: ", "[1, 65536]"}},
      {"DuplicateKey", start + "run: {episodes: 3, episodes: 4}\n", {"bad.yaml:4:20: run.episodes: "}},
      {"Alias", "experiment: &name [*name]\n", {"bad.yaml:1:13: "}},
      {"AliasBomb",
       "a: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\n"
       "c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]\n"
       "e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]\nf: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]\n"
       "g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]\nh: &h [*g, *g, *g, *g, *g, *g, *g, *g, *g]\n"
       "i: &i [*h, *h, *h, *h, *h, *h, *h, *h, *h]\n",
       {"bad.yaml:1:4: "}},
      {"UnknownEnvironment",
       "experiment: bad\nenvironment: {name: CartPole-v2}\nlearner: {name: random}\nrun: {episodes: 3}\n",
       {"bad.yaml:2:21: environment.name: ", "CartPole-v1"}},
      {"MisspeltName",
       "experiment: bad\nenvironment: {nam: CartPole-v1}\nlearner: {name: random}\nrun: {episodes: 3}\n",
       {"bad.yaml:2:14: environment.name: the key must be given (\"nam\" is there: misspelt?)"}},
      {"NoEnd", start + "run: {seed: 1}\n", {"run.episodes: ", "episodes >= 1 or steps >= 1"}},
      {"SeveralErrors",
       "experiment: a/b\nenvironment: {name: CartPole-v1, time_limit: 0}\nlearner: {name: random, x: 1}\n"
       "run: {episodes: 1.5, seed: -1}\nprecision: half\n",
       {"bad.yaml:1:1: experiment: ", "bad.yaml:2:46: environment.time_limit: ", "bad.yaml:3:25: learner.x: ",
        "bad.yaml:4:17: run.episodes: ", "bad.yaml:4:28: run.seed: ", "bad.yaml:5:12: precision: "}},
      {"NotYaml", "experiment: [\n", {"bad.yaml:"}},
      {"Empty", "", {"bad.yaml:"}},
  };
}

class BadConfigTest : public testing::TestWithParam<BadConfig> {};

TEST_P(BadConfigTest, IsExplainedAndWritesNothing) {
  const Program program;
  program.write("bad.yaml", GetParam().text);
  for (const std::string command : {"bad.yaml", "run bad.yaml --dry-run", "validate bad.yaml"}) {
    const Outcome outcome = program.run(command);
    EXPECT_EQ(outcome.exit_code, 2) << command;
    EXPECT_EQ(outcome.out, "") << command;
    for (const std::string& finding : GetParam().findings) EXPECT_THAT(outcome.err, HasSubstr(finding)) << command;
  }
  EXPECT_THAT(program.files(), ElementsAre("bad.yaml"));
}

INSTANTIATE_TEST_SUITE_P(Configs, BadConfigTest, testing::ValuesIn(bad_configs()),
                         [](const auto& tested) { return tested.param.name; });

TEST(BadUsageTest, EveryKindHasExitCodeTwo) {
  const Program program;
  program.write("small.yaml", small_config);
  const std::vector<std::string> commands = {
      "",
      "missing.yaml",
      "run",
      "run small.yaml --bogus",
      "run small.yaml --threads 0",
      "run small.yaml --threads many",
      "run small.yaml --seeds 3..1",
      "run small.yaml --seeds 1,1",
      "run small.yaml --seeds 1,,2",
      "run small.yaml --seed -1",
      "run small.yaml --seed 1 --seeds 1",
      "run small.yaml --color blue",
      "run small.yaml --set run.episodes",
      "run small.yaml --set run.episodes.x=1",
      "run small.yaml --set run.episode=1",
      "run small.yaml small.yaml",
      "describe nobody",
      "list sheep",
      "validate",
  };
  for (const std::string& command : commands) {
    const Outcome outcome = program.run(command);
    EXPECT_EQ(outcome.exit_code, 2) << command;
    EXPECT_EQ(outcome.out, "") << command;
    EXPECT_NE(outcome.err, "") << command;
  }
  EXPECT_THAT(program.files(), ElementsAre("small.yaml"));
}

TEST(BadUsageTest, AnOverrideIsNamedWhereItIsWrong) {
  const Program program;
  program.write("small.yaml", small_config);
  EXPECT_THAT(program.run("small.yaml --set run.num_envs=0").err,
              AllOf(HasSubstr("--set run.num_envs=0"), HasSubstr("run.num_envs: ")));
}

TEST(BadUsageTest, ErrorsOfAllConfigsAreShown) {
  const Program program;
  program.write("small.yaml", small_config);
  program.write("first.yaml", "experiment: 1/2\n");
  program.write("second.yaml", "x: 1\n");
  const Outcome outcome = program.run("validate first.yaml small.yaml second.yaml missing.yaml");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("first.yaml:1:1: experiment: "), HasSubstr("second.yaml:1:1: x: "),
                                 HasSubstr("missing.yaml"), testing::Not(HasSubstr("small.yaml"))));
}

TEST(BadUsageTest, UnwritableOutput) {
  const Program program;
  program.write("small.yaml", small_config);
  const Outcome outcome = program.run("small.yaml --out small.yaml");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("small.yaml/small"), HasSubstr("--out")));
  EXPECT_THAT(program.files(), ElementsAre("small.yaml"));
}

}  // namespace
}  // namespace rlrun::cli
