// rlrun completion and rlrun manual.
#include <gmock/gmock.h>

#include "apps/rlrun/builtins.hpp"
#include "apps/rlrun/command.hpp"
#include "tests/cli/program.hpp"

namespace rlrun::cli {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

class CompletionTest : public testing::Test {
 protected:
  CompletionTest() {
    program_.write("rlrun.bash", program_.run("completion bash").out);
    program_.write("offer.sh",
                   ". ./rlrun.bash\nCOMP_WORDS=(\"$@\")\nCOMP_CWORD=$(($# - 1))\n_rlrun\necho \"<${COMPREPLY[*]}>\"\n");
  }

  /// What bash offers for the last of the words.
  [[nodiscard]] std::string offered(const std::string& words) const {
    const std::string out = program_.run("--version", "bash offer.sh " + words + ";").out;
    return out.substr(0, out.find('\n'));
  }

  Program program_;
};

TEST_F(CompletionTest, OffersCommandsAndConfigs) {
  program_.write("summer.yaml", "");
  program_.write("summit.txt", "");
  EXPECT_EQ(offered("rlrun su"), "<summary summer.yaml>");
  EXPECT_EQ(offered("rlrun summe"), "<summer.yaml>");
  EXPECT_THAT(offered("rlrun ''"), AllOf(HasSubstr("run"), HasSubstr("compare"), HasSubstr("--version")));
}

TEST_F(CompletionTest, OffersTheOptionsOfTheCommand) {
  EXPECT_EQ(offered("rlrun run a.yaml --see"), "<--seed --seeds>");
  EXPECT_EQ(offered("rlrun list --"), "<--json --help>");
  EXPECT_EQ(offered("rlrun a.yaml --dry"), "<--dry-run>");
}

TEST_F(CompletionTest, AShortFormIsAnOptionOfItsOwn) {
  EXPECT_EQ(offered("rlrun plot a --out"), "<--output>");
  EXPECT_THAT(offered("rlrun plot a -"), HasSubstr("<-o --output --group-by "));
  EXPECT_THAT(program_.run("completion zsh").out,
              AllOf(HasSubstr("'-o[The picture]:"), HasSubstr("'--output[The pic")));
}

TEST_F(CompletionTest, OffersNamesAndChoices) {
  EXPECT_EQ(offered("rlrun describe Cart"), "<CartPole-v1>");
  EXPECT_EQ(offered("rlrun run a.yaml --color ''"), "<auto always never>");
  EXPECT_EQ(offered("rlrun run a.yaml --seed ''"), "<>");
}

TEST_F(CompletionTest, ZshKnowsTheSame) {
  const std::string script = program_.run("completion zsh").out;
  EXPECT_THAT(script,
              AllOf(HasSubstr("#compdef rlrun\n"), HasSubstr("'--color[Colours of the log]:--color:(auto always"),
                    HasSubstr("'*--set[Replace a value; may be given several times]:a.b=c:_files'"),
                    HasSubstr("environment'\\''s own")));
}

TEST(ManualTest, NamesEveryCommandAndOption) {
  const std::string page = Program().run("manual").out;
  const app::CommandContext context = {.command_line = {}, .registries = app::builtins()};
  for (const app::Command& command : app::all_commands(context)) {
    EXPECT_THAT(page, HasSubstr(".SS \"rlrun " + command.name + "\""));
    for (const app::Argument& argument : command.arguments) {
      if (!argument.name.starts_with("--")) continue;
      std::string name = "\\-\\-";
      for (const char c : argument.name.substr(2)) name += c == '-' ? std::string("\\-") : std::string(1, c);
      EXPECT_THAT(page, HasSubstr("\"" + name + "\"")) << command.name;
    }
  }
  EXPECT_THAT(page, Not(HasSubstr("\n'")));
}

}  // namespace
}  // namespace rlrun::cli
