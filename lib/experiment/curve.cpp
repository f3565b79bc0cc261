#include "lib/experiment/curve.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <stdexcept>
#include <utility>
#include <vector>

#include "lib/experiment/csv_table.hpp"
#include "lib/experiment/curve_reporter.hpp"
#include "lib/experiment/digest.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/manifest.hpp"
#include "lib/experiment/statistics.hpp"

namespace rlrun::experiment {
namespace {

double best_window_mean(std::span<const double> values, std::size_t window) {
  double best = -std::numeric_limits<double>::infinity();
  for (std::size_t first = 0; first + window <= values.size(); ++first) {
    best = std::max(best, mean(values.subspan(first, window)));
  }
  return best;
}

/// The curve file of a run directory, if it is the one that the run wrote.
std::filesystem::path checked_curve(const std::filesystem::path& directory) {
  std::filesystem::path path = directory / CurveReporter::file_name;
  require_regular_file(path);
  const auto manifest = read_manifest(directory);
  const bool recorded = manifest && manifest->status == RunStatus::completed && !manifest->curve_sha256.empty();
  if (recorded && sha256_of_file(path) != manifest->curve_sha256) {
    throw std::runtime_error(path.string() + ": was changed after the run: its SHA-256 is not that of run.json");
  }
  return path;
}

/// The last few of many values.
class Tail {
 public:
  explicit Tail(std::size_t most) : most_(most) {}

  void add(double value) {
    if (values_.size() == most_) values_.erase(values_.begin());
    values_.push_back(value);
  }
  [[nodiscard]] bool is_full() const { return values_.size() == most_; }
  [[nodiscard]] double mean() const { return experiment::mean(values_); }

 private:
  std::size_t most_;
  std::vector<double> values_;
};

}  // namespace

Curve read_curve(const std::filesystem::path& path) {
  const CsvTable table(path);
  const std::vector<long> seeds = table.integers("seed");
  std::vector<long> steps = table.integers("step");
  return {.seed = seeds.empty() ? 0 : seeds.back(),
          .returns = table.numbers("episode_return"),
          .steps = steps.empty() ? 0 : steps.back(),
          .end_steps = std::move(steps)};
}

Curve read_run_curve(const std::filesystem::path& directory) { return read_curve(checked_curve(directory)); }

double final_return(const Curve& curve, std::size_t last) {
  const std::span<const double> returns = curve.returns;
  if (returns.empty()) return std::numeric_limits<double>::quiet_NaN();
  return mean(returns.last(std::min(last, returns.size())));
}

double area(const Curve& curve) { return final_return(curve, curve.returns.size()); }

CurveSummary summarise(const Curve& curve) {
  const std::span<const double> returns = curve.returns;
  const auto count = returns.size();
  CurveSummary summary = {.episodes = static_cast<long>(count), .steps = curve.steps};
  if (count == 0) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    summary.last_100_mean = summary.best_10_mean = summary.second_half_mean = summary.maximum = nan;
    return summary;
  }
  summary.last_100_mean = final_return(curve, 100);
  summary.best_10_mean = best_window_mean(returns, std::min<std::size_t>(10, count));
  summary.second_half_mean = mean(returns.subspan(count / 2));
  summary.maximum = *std::ranges::max_element(returns);
  return summary;
}

CurveSummary summarise_run_curve(const std::filesystem::path& directory) {
  const std::filesystem::path path = checked_curve(directory);
  long episodes = 0;
  for (CsvRows rows(path, {"episode_return"}); rows.next();) ++episodes;
  if (episodes == 0) return summarise({});
  CurveSummary summary = {.episodes = episodes, .maximum = -std::numeric_limits<double>::infinity()};
  summary.best_10_mean = summary.maximum;
  Tail last_10(std::min<std::size_t>(10, static_cast<std::size_t>(episodes)));
  Tail last_100(100);
  long row = 0;
  for (CsvRows rows(path, {"step", "episode_return"}); rows.next(); ++row) {
    const double value = rows.number(1);
    last_100.add(value);
    last_10.add(value);
    if (last_10.is_full()) summary.best_10_mean = std::max(summary.best_10_mean, last_10.mean());
    if (row >= episodes / 2) summary.second_half_mean += value;
    summary.maximum = std::max(summary.maximum, value);
    summary.steps = rows.integer(0);
  }
  summary.second_half_mean /= static_cast<double>(episodes - episodes / 2);
  summary.last_100_mean = last_100.mean();
  return summary;
}

}  // namespace rlrun::experiment
