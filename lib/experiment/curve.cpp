#include "lib/experiment/curve.hpp"

#include <algorithm>
#include <limits>
#include <span>
#include <utility>

#include "lib/experiment/csv_table.hpp"
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

}  // namespace rlrun::experiment
