// What the command line refuses, and what it suggests instead.
#include <gmock/gmock.h>

#include "tests/cli/program.hpp"

namespace rlrun::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

struct Refusal {
  std::string arguments;
  std::string message;  ///< a part of what is written to stderr
};

class CommandLineTest : public testing::Test {
 protected:
  CommandLineTest() { program_.write("small.yaml", small_config); }

  void expect_refused(const Refusal& refusal) const {
    const Outcome outcome = program_.run(refusal.arguments);
    EXPECT_EQ(outcome.exit_code, 2) << refusal.arguments << "\n" << outcome.err;
    EXPECT_EQ(outcome.out, "") << refusal.arguments;
    EXPECT_THAT(outcome.err, HasSubstr(refusal.message)) << refusal.arguments;
    EXPECT_THAT(program_.files(), testing::ElementsAre("small.yaml")) << refusal.arguments;
  }

  Program program_;
};

TEST_F(CommandLineTest, NumbersAreReadWholeInRangeOrRefused) {
  const std::vector<Refusal> refusals = {
      {"run small.yaml --seed 010", R"(--seed: "010" begins with a zero; allowed: an integer >= 0)"},
      {"run small.yaml --seed 9223372036854775808", R"(--seed: "9223372036854775808" is too large)"},
      {"run small.yaml --seed 1.5", R"("1.5" is not a whole number)"},
      {"run small.yaml --seed 0x10", R"("0x10" is no number)"},
      {"run small.yaml --seed 3x", R"("3x" is no number)"},
      {"run small.yaml --seed \" 3\"", R"(" 3" is no number)"},
      {"run small.yaml --seeds 010", "--seeds 010: not a list of seeds"},
      {"run small.yaml --task-id 010", "begins with a zero"},
      {"run small.yaml --threads 4294967297", "is too large"},
      {"run small.yaml --threads 0", R"(--threads: "0" is out of range; allowed: an integer in [1, 1024])"},
      {"run small.yaml --jobs 100000", "is out of range"},
      {"run small.yaml --checkpoint-every -5", "is out of range"},
      {"run small.yaml --max-time 1e3", "is no time"},
      {"evaluate CartPole-v1 --policy random --episodes 99999999999999999999", "is too large"},
      {"evaluate CartPole-v1 --policy random --episodes 9223372036854775807", "is out of range"},
      {"replay CartPole-v1 small.yaml --tolerance nan", R"("nan" is no number)"},
      {"replay CartPole-v1 small.yaml --tolerance inf", R"("inf" is no number)"},
      {"summary . --last 0", "is out of range"},
      {"summary . --threshold 1e999", "is too large"},
      {"plot . -o x.svg --window 2.5", "is not a whole number"}};
  for (const Refusal& refusal : refusals) expect_refused(refusal);
}

TEST_F(CommandLineTest, WhatIsEmptyIsRefused) {
  for (const std::string arguments :
       {"run small.yaml --task-id \"\"", "run small.yaml --seed \"\"", "run small.yaml --seeds \"\"",
        "run small.yaml --out \"\"", "run small.yaml --max-time \"\"", "run small.yaml --set \"\"",
        "run small.yaml --threads \"\"", "run small.yaml --out=", "run small.yaml --task-id=", "run \"\"",
        "evaluate CartPole-v1 --policy random --episodes \"\"", "evaluate CartPole-v1 --policy \"\"",
        "summary . --last \"\"", "summary \"\"", "plot . -o x.svg --window \"\"", "plot . -o \"\""}) {
    const Outcome outcome = program_.run(arguments);
    EXPECT_EQ(outcome.exit_code, 2) << arguments << "\n" << outcome.err;
    EXPECT_NE(outcome.err, "") << arguments;
  }
  EXPECT_THAT(program_.files(), testing::ElementsAre("small.yaml"));
}

TEST_F(CommandLineTest, NumbersMayBeWrittenAsInAConfig) {
  EXPECT_THAT(program_.run("run small.yaml --seed 1e1 --dry-run").out, HasSubstr("seed: 10\n"));
  EXPECT_THAT(program_.run("run small.yaml --seed 1_000 --dry-run").out, HasSubstr("seed: 1000\n"));
}

TEST_F(CommandLineTest, WhatWasMeantIsSuggested) {
  const std::vector<Refusal> refusals = {
      {"sumary results", R"("sumary" is neither a command nor a config file, did you mean summary?)"},
      {"frobnicate", "allowed: run, validate, list"},
      {"run smal.yaml", "there is no such config file, did you mean small.yaml?"},
      {"learner.discount=0.9", "a value is replaced by --set learner.discount=0.9"},
      {"run small.yaml learner.discount=0.9", "a value is replaced by --set learner.discount=0.9"},
      {"run small.yaml --resum", "`rlrun run` has no such option, did you mean --resume?"},
      {"plot . --grup-by=x -o x.svg", "did you mean --group-by?"},
      {"run small.yaml --episodes 10", "--set run.episodes=VALUE sets it"},
      {"run small.yaml --time-limit=10", "--set environment.time_limit=VALUE sets it"},
      {"run small.yaml --color alway", "did you mean always?"},
      {"run small.yaml --set episodes=10", "episodes: unknown key, did you mean \"run.episodes\"?"},
      {"run small.yaml --set zebra=1", "allowed: experiment, environment, learner, run, precision, sweep, published"},
      {"describe rgl", "did you mean rgrl?"},
      {"evaluate CartPole-v1 --policy rondom", "did you mean random?"},
      {"evaluate CartPole-v11 --policy random", "did you mean \"CartPole-v1\"?"}};
  for (const Refusal& refusal : refusals) expect_refused(refusal);
}

TEST_F(CommandLineTest, HelpIsACommandToo) {
  EXPECT_EQ(program_.run("help").out, program_.run("--help").out);
  EXPECT_EQ(program_.run("help run").out, program_.run("run --help").out);
  EXPECT_EQ(program_.run("help run").exit_code, 0);
  EXPECT_EQ(program_.run("help sumary").exit_code, 2);
}

TEST_F(CommandLineTest, ASingleSeedThatMayBeANumberOfSeedsIsPointedOut) {
  EXPECT_THAT(program_.run("run small.yaml --seeds 10 --count").err,
              HasSubstr("--seeds 10 is one run, of seed 10; --seeds 0..9 makes 10"));
  EXPECT_EQ(program_.run("run small.yaml --seeds 10,11 --count").err, "");
}

TEST_F(CommandLineTest, SeedsAreGivenInOnePlace) {
  expect_refused({"run small.yaml --seeds 0..2 --sweep run.seed=1,2", "give one"});
}

TEST_F(CommandLineTest, AFaultInASweepIsCalledOne) {
  const Outcome outcome = program_.run("run small.yaml --sweep run.num_envs=1,0");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err,
              AllOf(HasSubstr("sweep run.num_envs=0: run.num_envs: 0 is out of range"), Not(HasSubstr("--set"))));
}

TEST_F(CommandLineTest, EveryCombinationOfASweepIsValidated) {
  program_.write("sweep.yaml", std::string(small_config) + "sweep: {run.num_envs: [1, 2, 0]}\n");
  EXPECT_EQ(program_.run("validate sweep.yaml").exit_code, 2);
  program_.write("sweep.yaml", std::string(small_config) + "sweep: {learner.name: [random, table]}\n");
  const Outcome outcome = program_.run("validate sweep.yaml");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("(in the run with learner.name=table)"));
}

TEST_F(CommandLineTest, AFolderThatIsNoRunIsCalledThat) {
  std::filesystem::create_directories(program_.folder() / "empty");
  const Outcome outcome = program_.run("evaluate empty --episodes 1");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("empty: is no run directory, for it has no config.yaml"));
  ASSERT_EQ(program_.run("small.yaml --quiet").exit_code, 0);
  EXPECT_THAT(program_.run("evaluate results --episodes 1").err,
              HasSubstr("name a run in it, such as results/small/seed_0003"));
}

struct YamlMistake {
  std::string text;
  std::string message;
};

TEST_F(CommandLineTest, UsualMistakesInYamlAreCalledByTheirNames) {
  const std::vector<YamlMistake> mistakes = {
      {"experiment: x\nrun:\n\tepisodes: 3\n", "line 3 is indented by a tab; YAML allows blanks only"},
      {"experiment: x\nenvironment: {name:CartPole-v1}\nlearner: {name: random}\nrun: {episodes: 3}\n",
       "(\"name:CartPole-v1\" is there: YAML wants a blank after the colon)"},
      {"experiment: x\nenvironment: {name: CartPole-v1}\nlearner: {name: random}\n"
       "run: {episodes: 3, evaluation: {every: 5}}\n",
       "run.evaluation.every: no evaluation has an episode"}};
  for (const auto& [text, message] : mistakes) {
    program_.write("mistake.yaml", text);
    EXPECT_THAT(program_.run("validate mistake.yaml").err, HasSubstr(message));
  }
}

TEST_F(CommandLineTest, WhatATerminalWouldObeyIsEscaped) {
  program_.write(
      "\xC2\x9B"
      "31m\xE2\x80\xAE.yaml",
      "x: 1\n");
  const Outcome outcome = program_.run("validate ./*31m*.yaml");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("\\xc2\\x9b31m\\xe2\\x80\\xae.yaml"), Not(HasSubstr("\xC2\x9B")),
                                 Not(HasSubstr("\xE2\x80\xAE"))));
}

}  // namespace
}  // namespace rlrun::cli
