#include <gmock/gmock.h>

#include <nlohmann/json.hpp>

#include "apps/rlrun/builtins.hpp"
#include "tests/cli/program.hpp"

namespace rlrun::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::StartsWith;

TEST(InformationTest, ListNamesAllThatIsRegistered) {
  const Program program;
  const auto registries = app::builtins();
  const Outcome table = program.run("list");
  const auto json = nlohmann::json::parse(program.run("list --json").out);
  std::vector<std::string> environments;
  for (const auto& entry : json["environments"]) environments.push_back(entry["name"]);
  std::vector<std::string> learners;
  for (const auto& entry : json["learners"]) learners.push_back(entry["name"]);
  EXPECT_EQ(environments, registries.environments.names());
  EXPECT_EQ(learners, registries.learners.names());
  for (const std::string& name : environments) EXPECT_THAT(table.out, HasSubstr("  " + name));
  EXPECT_FALSE(nlohmann::json::parse(program.run("list learners --json").out).contains("environments"));
}

TEST(InformationTest, DescribeKnowsAllThatIsListed) {
  const Program program;
  const auto registries = app::builtins();
  auto names = registries.environments.names();
  for (const std::string& name : registries.learners.names()) names.push_back(name);
  for (const std::string& name : names) {
    const Outcome outcome = program.run("describe " + name);
    EXPECT_EQ(outcome.exit_code, 0);
    EXPECT_THAT(outcome.out, AllOf(StartsWith(name + ": "), HasSubstr(".name: ")));
  }
}

TEST(InformationTest, VersionNamesWhatItWasMadeFrom) {
  const Outcome outcome = Program().run("--version");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, AllOf(StartsWith("rlrun "), HasSubstr("\ngit "), HasSubstr("\ncompiler "),
                                 HasSubstr("-ffp-contract=off"), HasSubstr("\nEigen 3.4")));
}

TEST(InformationTest, HelpGoesToStdout) {
  const Outcome outcome = Program().run("run --help");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("--seeds"), HasSubstr("--dry-run"), HasSubstr("--force")));
}

TEST(InformationTest, ValidateNamesWhatIsValid) {
  const Program program;
  program.write("small.yaml", small_config);
  const Outcome outcome = program.run("validate small.yaml");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.out, "small.yaml: valid\n");
  EXPECT_EQ(outcome.err, "");
}

}  // namespace
}  // namespace rlrun::cli
