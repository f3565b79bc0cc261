#include <gmock/gmock.h>

#include <array>
#include <locale>

#include "lib/experiment/curve_reporter.hpp"
#include "lib/experiment/diagnostics_reporter.hpp"
#include "lib/experiment/evaluation_reporter.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/monitor_reporter.hpp"
#include "lib/experiment/timing_reporter.hpp"
#include "tests/unit/experiment/fakes.hpp"

namespace rlrun::experiment::test {
namespace {

struct CommaDecimals : std::numpunct<char> {
  char do_decimal_point() const override { return ','; }
  char do_thousands_sep() const override { return '.'; }
  std::string do_grouping() const override { return "\3"; }
};

/// Every format is the same where people write 1.234,5.
class FormatTest : public testing::TestWithParam<bool> {
 protected:
  void SetUp() override {
    if (GetParam()) std::locale::global(std::locale(std::locale::classic(), new CommaDecimals));
  }
  void TearDown() override { std::locale::global(std::locale::classic()); }

  [[nodiscard]] std::string content(std::string_view name) const { return read_file(folder_.path() / name); }

  TemporaryFolder folder_;
  EpisodeRecord first_ = {.episode = 0,
                          .step = 1234567,
                          .episode_return = -1234.5,
                          .episode_length = 1234567,
                          .terminated = true,
                          .wall_seconds = 0.1234565,
                          .cpu_seconds = 0.25,
                          .steps_per_second = 10000.25};
  EpisodeRecord second_ = {.episode = 1,
                           .step = 1235067,
                           .episode_return = 500.0,
                           .episode_length = 500,
                           .truncated = true,
                           .wall_seconds = 12345.0,
                           .cpu_seconds = 20000.5,
                           .steps_per_second = 0.5};
};

TEST_P(FormatTest, Curve) {
  CurveReporter reporter(RunFiles(folder_.path()), 3);
  reporter.episode(first_);
  reporter.episode(second_);
  reporter.close();
  EXPECT_EQ(content("curve.csv"),
            "seed,episode,step,episode_return,episode_length,terminated,truncated\n"
            "3,0,1234567,-1234.5,1234567,1,0\n"
            "3,1,1235067,500,500,0,1\n");
}

TEST_P(FormatTest, MonitorIsThatOfStableBaselines3) {
  MonitorReporter reporter(RunFiles(folder_.path()), 1700000000.25, "CartPole-v1");
  reporter.episode(first_);
  reporter.episode(second_);
  reporter.close();
  EXPECT_EQ(content("monitor.csv"),
            "#{\"t_start\": 1700000000.25, \"env_id\": \"CartPole-v1\"}\n"
            "r,l,t\r\n"
            "-1234.5,1234567,0.123456\r\n"
            "500.0,500,12345.0\r\n");
}

TEST_P(FormatTest, Timing) {
  TimingReporter reporter(RunFiles(folder_.path()));
  reporter.episode(first_);
  reporter.episode(second_);
  reporter.close();
  EXPECT_EQ(content("timing.csv"),
            "episode,wall_seconds,steps_per_second,cpu_seconds\n"
            "0,0.1234565,10000.25,0.25\n"
            "1,12345,0.5,20000.5\n");
}

TEST_P(FormatTest, Diagnostics) {
  DiagnosticsReporter reporter(RunFiles(folder_.path()));
  const std::array<std::string, 2> names = {"loss", "updates"};
  const std::array<double, 2> values = {0.1, 2000.5};
  reporter.diagnostics({.step = 10000, .names = names, .values = values});
  reporter.close();
  EXPECT_EQ(content("diagnostics.csv"), "step,metric,value\n10000,loss,0.1\n10000,updates,2000.5\n");
}

TEST_P(FormatTest, Evaluation) {
  EvaluationReporter reporter(RunFiles(folder_.path()));
  reporter.evaluation({.step = 10000, .episode = 0, .episode_return = 499.5, .episode_length = 500});
  reporter.close();
  EXPECT_EQ(content("evaluation.csv"), "step,episode,episode_return,episode_length\n10000,0,499.5,500\n");
}

INSTANTIATE_TEST_SUITE_P(Locales, FormatTest, testing::Bool());

TEST(ReportersTest, RowsReachTheFileWithEveryFlush) {
  const TemporaryFolder folder;
  CurveReporter reporter(RunFiles(folder.path()), 0);
  reporter.episode({.episode = 0, .step = 1, .episode_return = 1.0, .episode_length = 1, .terminated = true});
  reporter.flush();
  EXPECT_THAT(read_file(folder.path() / "curve.csv"), testing::EndsWith("\n0,0,1,1,1,1,0\n"));
}

TEST(ReportersTest, AllAreClosedWhereOneFails) {
  struct Closing final : Reporter {
    Closing(bool& closed, bool fails) : closed_(closed), fails_(fails) {}
    void close() override {
      closed_ = true;
      if (fails_) throw std::runtime_error("disk full");
    }
    bool& closed_;
    bool fails_;
  };
  bool first = false;
  bool second = false;
  Reporters reporters;
  reporters.add(std::make_unique<Closing>(first, true));
  reporters.add(std::make_unique<Closing>(second, false));
  EXPECT_THROW(reporters.close(), std::runtime_error);
  EXPECT_TRUE(first);
  EXPECT_TRUE(second);
}

}  // namespace
}  // namespace rlrun::experiment::test
