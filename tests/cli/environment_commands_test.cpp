// rlrun evaluate and rlrun replay.
#include <gmock/gmock.h>

#include "apps/rlrun/builtins.hpp"
#include "tests/cli/program.hpp"

namespace rlrun::cli {
namespace {

using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::StartsWith;

constexpr std::string_view two_steps =
    "episode,t,position,velocity,action,reward,position_next,velocity_next,terminated,truncated\n"
    "0,0,0,0,1,-1,-0.0025,-0.0025,0,0\n"
    "0,1,0.55,0.01,1,-1,0.5601964,0.0101964,1,0\n";

TEST(EvaluateTest, PrintsTheSameStatisticsEveryTime) {
  const Program program;
  const std::string command = "evaluate MountainCar-v0 --policy pump --episodes 20 --seed 4";
  const Outcome outcome = program.run(command);
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out,
              AllOf(StartsWith("statistic,value\nepisodes,20\nreturn_mean,-1"), EndsWith("rate_goal,1\n")));
  EXPECT_EQ(program.run(command).out, outcome.out);
  EXPECT_NE(program.run(command + "1").out, outcome.out);
  EXPECT_TRUE(program.files().empty());
}

TEST(EvaluateTest, EveryPolicyOfEveryEnvironmentRuns) {
  const Program program;
  const auto environments = app::builtins().environments;
  for (const std::string& name : environments.names()) {
    auto rules = environments.find(name)->rules;
    for (const auto& [policy, rule] : rules) {
      EXPECT_EQ(program.run("evaluate " + name + " --episodes 2 --policy " + policy).exit_code, 0) << name << policy;
    }
  }
}

TEST(EvaluateTest, KnowsThePolicyOfARun) {
  const Program program;
  program.write("small.yaml", small_config);
  EXPECT_EQ(program.run("small.yaml --quiet").exit_code, 0);
  const Outcome outcome = program.run("evaluate results/small/seed_0003 --episodes 50 --seed 2");
  EXPECT_EQ(outcome.exit_code, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(StartsWith("statistic,value\nepisodes,50\n"), HasSubstr("rate_fell,")));
  EXPECT_EQ(program.run("evaluate results/small/seed_0003 --episodes 50 --seed 2").out, outcome.out);
  const Outcome mixed = program.run("evaluate results/small/seed_0003 --policy random");
  EXPECT_EQ(mixed.exit_code, 2);
  EXPECT_THAT(mixed.err, HasSubstr("a run has its own policy"));
  std::filesystem::remove(program.folder() / "results/small/seed_0003/checkpoint.bin");
  EXPECT_EQ(program.run("evaluate results/small/seed_0003").exit_code, 2);
}

TEST(EvaluateTest, DrawsOnStderr) {
  const Outcome outcome = Program().run("evaluate CartPole-v1 --policy left --episodes 1 --render ascii");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, StartsWith("statistic,value\n"));
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("####"), HasSubstr(" m/s  angle ")));
}

TEST(EvaluateTest, ExplainsWhatItDoesNotKnow) {
  const Program program;
  const Outcome policy = program.run("evaluate CartPole-v1 --policy pump");
  EXPECT_EQ(policy.exit_code, 2);
  EXPECT_THAT(policy.err, HasSubstr("\"pump\" is no policy of CartPole-v1; allowed: random, left, pd, right"));
  const Outcome environment = program.run("evaluate CartPole --policy random");
  EXPECT_EQ(environment.exit_code, 2);
  EXPECT_THAT(environment.err, HasSubstr("CartPole-v1"));
  const Outcome drawing = program.run("evaluate Acrobot-v1 --policy random --render ascii");
  EXPECT_EQ(drawing.exit_code, 2);
  EXPECT_THAT(drawing.err, HasSubstr("Acrobot-v1 cannot be drawn"));
}

TEST(ReplayTest, ReportsErrorsAndMismatches) {
  const Program program;
  program.write("steps.csv", two_steps);
  const Outcome strict = program.run("replay MountainCar-v0 steps.csv");
  EXPECT_EQ(strict.exit_code, 4);
  EXPECT_THAT(strict.out, HasSubstr("compared 2\nskipped 0\nout_of_tolerance 1\nflag_mismatches 0\n"));
  const Outcome loose = program.run("replay MountainCar-v0 steps.csv --tolerance 1e-5");
  EXPECT_EQ(loose.exit_code, 0);
  EXPECT_THAT(loose.out, AllOf(HasSubstr("position"), HasSubstr("velocity"), HasSubstr("reward")));
}

TEST(ReplayTest, ExplainsAFileThatItCannotUse) {
  const Program program;
  const Outcome missing = program.run("replay MountainCar-v0 missing.csv");
  EXPECT_EQ(missing.exit_code, 2);
  EXPECT_THAT(missing.err, HasSubstr("missing.csv: cannot open"));
  program.write("steps.csv", "t,position\n0,zero\n");
  const Outcome columns = program.run("replay MountainCar-v0 steps.csv");
  EXPECT_EQ(columns.exit_code, 2);
  EXPECT_THAT(columns.err, HasSubstr("steps.csv:1: there is no column"));
  program.write("other.csv", two_steps);
  const Outcome other = program.run("replay CartPole-v1 other.csv");
  EXPECT_EQ(other.exit_code, 2);
  EXPECT_THAT(other.err, HasSubstr("the recording has 2 state columns, the environment needs 4"));
}

}  // namespace
}  // namespace rlrun::cli
