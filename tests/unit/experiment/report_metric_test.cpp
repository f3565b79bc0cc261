#include <gmock/gmock.h>

#include "lib/experiment/file.hpp"
#include "lib/experiment/report/metric.hpp"
#include "tests/temporary_folder.hpp"

namespace rlrun::experiment::test {
namespace {

using testing::Optional;

class ReportMetricTest : public testing::Test {
 protected:
  void write_curve(const std::vector<double>& returns) const {
    std::string text = "seed,episode,step,episode_return,episode_length,terminated,truncated\n";
    for (const double value : returns) text += "0,0,1," + std::to_string(value) + ",1,1,0\n";
    write_atomically(folder_.path() / "curve.csv", text);
  }

  [[nodiscard]] std::optional<double> read(const Metric& metric) const { return read_metric(folder_.path(), metric); }

  TemporaryFolder folder_;
};

TEST_F(ReportMetricTest, ReturnsWhileLearning) {
  write_curve({1, 5, 2, 4, 4, 8});
  EXPECT_THAT(read({.kind = MetricKind::mean_return}), Optional(4.0));
  EXPECT_THAT(read({.kind = MetricKind::last, .last = 2}), Optional(6.0));
  EXPECT_THAT(read({.kind = MetricKind::last, .last = 2, .until = 4}), Optional(3.0));
  EXPECT_THAT(read({.kind = MetricKind::last, .last = 2, .until = 6}), Optional(6.0));
  EXPECT_EQ(read({.kind = MetricKind::last, .last = 2, .until = 7}), std::nullopt) << "lengths must be equal";
  EXPECT_THAT(read({.kind = MetricKind::second_half}), Optional(16.0 / 3.0));
  EXPECT_THAT(read({.kind = MetricKind::best_10, .until = 3}), Optional(8.0 / 3.0));
  EXPECT_THAT(read({.kind = MetricKind::peak}), Optional(8.0));
  EXPECT_THAT(read({.kind = MetricKind::reached, .threshold = 5}), Optional(2.0));
  EXPECT_EQ(read({.kind = MetricKind::reached, .threshold = 9}), std::nullopt);
}

TEST_F(ReportMetricTest, HeldMeansAHundredEpisodes) {
  write_curve(std::vector<double>(120, 3.0));
  EXPECT_THAT(read({.kind = MetricKind::held, .threshold = 3}), Optional(100.0));
  EXPECT_EQ(read({.kind = MetricKind::held, .threshold = 3, .until = 99}), std::nullopt);
}

TEST_F(ReportMetricTest, OfTheLastEvaluationAlone) {
  EXPECT_EQ(read({.kind = MetricKind::evaluation}), std::nullopt);
  EXPECT_EQ(read({.kind = MetricKind::solved, .threshold = 1}), std::nullopt);
  write_atomically(folder_.path() / "evaluation.csv",
                   "step,episode,episode_return,episode_length\n10,0,1,5\n20,0,88,7\n20,1,92,9\n");
  EXPECT_THAT(read({.kind = MetricKind::evaluation}), Optional(90.0));
  EXPECT_THAT(read({.kind = MetricKind::evaluation_length}), Optional(8.0));
  EXPECT_THAT(read({.kind = MetricKind::solved, .threshold = 90}), Optional(1.0));
  EXPECT_THAT(read({.kind = MetricKind::solved, .threshold = 90.5}), Optional(0.0));
}

TEST_F(ReportMetricTest, OfDiagnosticsByAPatternOfTheirNames) {
  EXPECT_EQ(read({.kind = MetricKind::diagnostic, .names = "*"}), std::nullopt);
  write_atomically(folder_.path() / "diagnostics.csv",
                   "step,metric,value\n1,r_l0,9\n1,r_l0_n0,1\n1,r_l0_n1,nan\n2,r_l1_n0,2\n");
  EXPECT_THAT(read({.kind = MetricKind::diagnostic, .names = "r_l*_n*"}), Optional(1.5));
  EXPECT_THAT(read({.kind = MetricKind::diagnostic, .names = "r_l?"}), Optional(9.0));
  EXPECT_EQ(read({.kind = MetricKind::diagnostic, .names = "q"}), std::nullopt);
}

TEST_F(ReportMetricTest, WhichQuantileOfDiagnosticsAValueIs) {
  write_atomically(folder_.path() / "diagnostics.csv",
                   "step,metric,value\n1,r_n0,0.1\n1,r_n1,0.3\n2,r_n0,0.5\n2,r_n1,nan\n2,q,0\n3,r_n0,0.389\n");
  const Metric metric = {.kind = MetricKind::diagnostics_below, .threshold = 0.389, .names = "r_n*"};
  EXPECT_THAT(read(metric), Optional(0.75));
}

TEST(ReportMetric, ARunThatDivergedSolvedNothing) {
  EXPECT_THAT(metric_of_diverged({.kind = MetricKind::diverged}), Optional(1.0));
  EXPECT_THAT(metric_of_diverged({.kind = MetricKind::solved, .threshold = 1}), Optional(0.0));
  EXPECT_EQ(metric_of_diverged({.kind = MetricKind::mean_return}), std::nullopt);
}

}  // namespace
}  // namespace rlrun::experiment::test
