// rlrun plot.
#include <gmock/gmock.h>

#include <optional>

#include "lib/experiment/csv_table.hpp"
#include "lib/experiment/manifest.hpp"
#include "tests/cli/program.hpp"

namespace rlrun::cli {
namespace {

using experiment::RunStatus;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class PlotTest : public testing::Test {
 protected:
  /// A run of three episodes of two steps, of these returns.
  void write_run(const std::string& directory, int level, const std::string& config = "",
                 std::optional<RunStatus> status = std::nullopt) const {
    std::filesystem::create_directories(program_.folder() / directory);
    std::string curve = "seed,episode,step,episode_return,episode_length,terminated,truncated\n";
    for (int episode = 0; episode < 3; ++episode) {
      const std::string number = std::to_string(episode);
      curve +=
          "0," + number + "," + std::to_string(2 * episode + 2) + "," + std::to_string(level + episode) + ",2,1,0\n";
    }
    program_.write(directory + "/curve.csv", curve);
    if (!config.empty()) program_.write(directory + "/config.yaml", config);
    experiment::Manifest manifest;
    if (status) manifest.status = *status;
    if (status) experiment::write_manifest(program_.folder() / directory, manifest);
  }

  /// Ten runs of the levels first, first + 1, ...
  void write_ten(const std::string& folder, int first, const std::string& config = "") const {
    for (int seed = 0; seed < 10; ++seed) {
      write_run(folder + "/seed_000" + std::to_string(seed), first + seed, config);
    }
  }

  [[nodiscard]] bool exists(const std::string& name) const { return std::filesystem::exists(program_.folder() / name); }

  /// Nothing but the runs is in the folder.
  void expect_nothing_written() const {
    for (const std::string& file : program_.files()) EXPECT_THAT(file, StartsWith("out"));
  }

  Program program_;
};

TEST_F(PlotTest, DrawsALineForEachFolderAndKeepsDataAndScript) {
  write_ten("out/a/x=1", 0);
  write_ten("out/a/x=2", 10);
  const Outcome outcome = program_.run("plot out -o curves.svg --window 1");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_EQ(outcome.out, "");
  EXPECT_THAT(program_.read("curves.csv"), StartsWith("group,x,value,low,high,seeds\nx=1,0,4.5,"));
  const experiment::CsvTable table(program_.folder() / "curves.csv");
  EXPECT_THAT(table.texts("group"), ElementsAre("x=1", "x=1", "x=1", "x=2", "x=2", "x=2"));
  EXPECT_THAT(table.numbers("x"), ElementsAre(0, 1, 2, 0, 1, 2));
  EXPECT_THAT(table.numbers("value"), ElementsAre(4.5, 5.5, 6.5, 14.5, 15.5, 16.5));
  EXPECT_THAT(table.texts("seeds"), testing::Each("10"));
  EXPECT_THAT(program_.read("curves.svg"), AllOf(StartsWith("<?xml"), HasSubstr("x=1"), HasSubstr("x=2")));
}

TEST_F(PlotTest, TheScriptDrawsThePictureAgain) {
  write_ten("out/a", 0);
  ASSERT_EQ(program_.run("plot out/a -o out/picture.svg").exit_code, 0);
  const std::string picture = program_.read("out/picture.svg");
  std::filesystem::remove(program_.folder() / "out/picture.svg");
  const std::string command = "gnuplot " + (program_.folder() / "out/picture.gp").string();
  ASSERT_EQ(std::system(command.c_str()), 0);
  EXPECT_EQ(program_.read("out/picture.svg"), picture);
}

TEST_F(PlotTest, PicturesMayBePng) {
  write_ten("out/a", 0);
  EXPECT_EQ(program_.run("plot out -o curves.png").exit_code, 0);
  EXPECT_THAT(program_.read("curves.png"), StartsWith("\x89PNG"));
}

TEST_F(PlotTest, GroupsByTheValueOfAKey) {
  write_ten("out/a", 0, "experiment: trial\nlearner: {size: 10}\n");
  write_ten("out/b", 10, "experiment: trial\nlearner: {size: 5}\npublished: {value: 123, label: the paper}\n");
  EXPECT_EQ(program_.run("plot out/a out/b -o curves.svg --group-by learner.size --statistic mean").exit_code, 0);
  const experiment::CsvTable table(program_.folder() / "curves.csv");
  EXPECT_THAT(table.texts("group"), ElementsAre("learner.size=5", "learner.size=5", "learner.size=5", "learner.size=10",
                                                "learner.size=10", "learner.size=10"));
  EXPECT_THAT(program_.read("curves.gp"), AllOf(HasSubstr("'trial'"), HasSubstr("'mean over seeds"),
                                                HasSubstr("123 with lines"), HasSubstr("'the paper: 123'")));
}

TEST_F(PlotTest, DrawsOverSteps) {
  write_ten("out/a", 0);
  EXPECT_EQ(program_.run("plot out -o curves.svg --x step --window 1").exit_code, 0);
  const experiment::CsvTable table(program_.folder() / "curves.csv");
  EXPECT_THAT(table.numbers("x"), ElementsAre(2, 3, 4, 5, 6));
  EXPECT_THAT(table.numbers("value"), ElementsAre(4.5, 4.5, 5.5, 5.5, 6.5));
}

TEST_F(PlotTest, WarnsOfFewSeedsAndDrawsNoBandOfOne) {
  write_run("out/a/seed_0000", 5);
  const Outcome outcome = program_.run("plot out -o curves.svg --window 1");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_THAT(outcome.err, HasSubstr("a: 1 finished runs are too few"));
  EXPECT_THAT(program_.read("curves.csv"), HasSubstr("\na,0,5,nan,nan,1\na,1,6,nan,nan,1\n"));
}

TEST_F(PlotTest, RunsThatAreNotDoneAreNamedAndLeftOut) {
  write_ten("out/a", 0);
  write_run("out/a/seed_0010", 1000, "", RunStatus::running);
  write_run("out/b/seed_0000", 1000, "", RunStatus::failed);
  const Outcome outcome = program_.run("plot out -o curves.svg --window 1");
  EXPECT_EQ(outcome.exit_code, 4);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("out/a/seed_0010: dead"), HasSubstr("out/b/seed_0000: failed")));
  EXPECT_THAT(program_.read("curves.csv"), AllOf(HasSubstr("\na,0,4.5,"), Not(HasSubstr("\nb,"))));
  const Outcome nothing = program_.run("plot out/b -o none.svg");
  EXPECT_EQ(nothing.exit_code, 4);
  EXPECT_THAT(nothing.err, HasSubstr("nothing to draw"));
  EXPECT_FALSE(exists("none.svg") || exists("none.csv"));
}

TEST_F(PlotTest, AHeatMapHasTheFinalReturnsOfTwoKeys) {
  write_ten("out/a", 0, "rate: 0.5\ncell: gru\n");
  write_ten("out/b", 10, "rate: 10\ncell: lstm\n");
  const Outcome outcome = program_.run("plot out -o map.svg --heat-map rate,cell --last 1");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(program_.read("map.csv"), AllOf(StartsWith("column,row,x,y,value,low,high,seeds\n0,0,0.5,gru,6.5,"),
                                              HasSubstr("\n1,1,10,lstm,16.5,")));
  EXPECT_THAT(program_.read("map.svg"), AllOf(HasSubstr("lstm"), HasSubstr("16.5")));
}

TEST_F(PlotTest, ExplainsWhatItCannotDraw) {
  write_ten("out/a", 0, "learner: {size: 10}\n");
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"out -o curves.pdf", "curves.pdf: pictures of this ending cannot be drawn; allowed: .svg, .png"},
      {"out -o curves", "curves: pictures of this ending cannot be drawn"},
      {"out -o gone/curves.svg", "gone/curves.svg: there is no such folder"},
      {"out -o curves.svg --group-by learner.sise", "did you mean \"learner.size\"?"},
      {"out -o curves.svg --heat-map learner.size,x", "the config has no value of \"x\""},
      {"out -o curves.svg --heat-map learner.size", "allowed: two config keys"},
      {"out -o curves.svg --heat-map a,b,c", "allowed: two config keys"},
      {"out -o curves.svg --heat-map a,b --group-by a", "excludes"},
      {"out -o curves.svg --statistic median", "iqm"},
      {"out -o curves.svg --window 0", "allowed: an integer >= 1"},
      {"out -o curves.svg --x time", "step"},
      {"nowhere -o curves.svg", "nowhere: there is no such folder"},
      {"out", "--output is required"}};
  for (const auto& [arguments, message] : cases) {
    const Outcome outcome = program_.run("plot " + arguments);
    EXPECT_EQ(outcome.exit_code, 2) << arguments;
    EXPECT_THAT(outcome.err, HasSubstr(message)) << arguments;
  }
  expect_nothing_written();
}

TEST_F(PlotTest, OverwritesPicturesButNoOtherData) {
  write_ten("out/a", 0);
  const Outcome outcome = program_.run("plot out/a -o out/a/seed_0000/curve.svg");
  EXPECT_EQ(outcome.exit_code, 2);
  EXPECT_THAT(outcome.err, HasSubstr("out/a/seed_0000/curve.csv: would be overwritten"));
  EXPECT_FALSE(exists("out/a/seed_0000/curve.svg") || exists("out/a/seed_0000/curve.gp"));
  EXPECT_EQ(program_.run("plot out -o curves.svg").exit_code, 0);
  EXPECT_EQ(program_.run("plot out -o curves.svg --window 2").exit_code, 0);
  program_.write("curves.gp", "plot sin(x)\n");
  EXPECT_EQ(program_.run("plot out -o curves.svg").exit_code, 2);
  EXPECT_EQ(program_.read("curves.gp"), "plot sin(x)\n");
}

TEST_F(PlotTest, SaysWhenGnuplotIsMissing) {
  write_ten("out/a", 0);
  const Outcome outcome = program_.run("plot out -o curves.svg", "PATH=/nowhere;");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("cannot start gnuplot"), HasSubstr("gnuplot-nox")));
  EXPECT_TRUE(exists("curves.csv") && exists("curves.gp"));
  EXPECT_FALSE(exists("curves.svg"));
}

TEST_F(PlotTest, SaysWhenGnuplotFails) {
  write_ten("out/a", 0);
  std::filesystem::create_directory(program_.folder() / "bin");
  program_.write("bin/gnuplot", "#!/bin/sh\necho no terminal >&2\ntouch curves.svg\nexit 7\n");
  std::filesystem::permissions(program_.folder() / "bin/gnuplot", std::filesystem::perms::all);
  const Outcome outcome = program_.run("plot out -o curves.svg", "PATH=$PWD/bin:$PATH;");
  EXPECT_EQ(outcome.exit_code, 1);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("no terminal"), HasSubstr("gnuplot failed at curves.gp")));
  EXPECT_FALSE(exists("curves.svg"));
}

TEST_F(PlotTest, ReferenceCurvesAreDrawn) {
  const Outcome outcome = program_.run("plot " RLRUN_SOURCE_DIR "/results/reference/rgrl_ensemble " RLRUN_SOURCE_DIR
                                       "/results/reference/rgrl_cartpole_graded --group-by learner.ensemble_size "
                                       "-o ensemble.svg");
  EXPECT_EQ(outcome.exit_code, 0);
  EXPECT_EQ(outcome.err, "");
  EXPECT_THAT(program_.read("ensemble.gp"),
              AllOf(HasSubstr("'learner.ensemble_size=1'"), HasSubstr("'learner.ensemble_size=5'"),
                    HasSubstr("'learner.ensemble_size=10'")));
}

}  // namespace
}  // namespace rlrun::cli
