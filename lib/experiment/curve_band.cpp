#include "lib/experiment/curve_band.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "lib/experiment/even_grid.hpp"

namespace rlrun::experiment {
namespace {

/// The number of the episode whose value a curve has at x; nothing where it does not reach so far.
std::optional<std::size_t> episode_at(const Curve& curve, long x, CurveAxis axis) {
  if (axis == CurveAxis::episode) {
    const auto episode = static_cast<std::size_t>(x);
    return episode < curve.returns.size() ? std::optional(episode) : std::nullopt;
  }
  const auto later = std::ranges::upper_bound(curve.end_steps, x);
  if (later == curve.end_steps.begin() || x > curve.end_steps.back()) return std::nullopt;
  return static_cast<std::size_t>(later - curve.end_steps.begin()) - 1;
}

std::vector<double> values_at(std::span<const Curve> curves, long x, const BandOptions& options) {
  std::vector<double> values;
  for (const Curve& curve : curves) {
    const auto episode = episode_at(curve, x, options.axis);
    if (!episode) continue;
    const double value = running_average(curve.returns, *episode, options.window);
    if (std::isfinite(value)) values.push_back(value);
  }
  return values;
}

BandPoint band_point(long x, const std::vector<double>& values, SeedStatistic kind) {
  const bool whole = kind == SeedStatistic::mean;
  return {.x = x,
          .value = whole ? mean(values) : interquartile_mean(values),
          .interval = whole ? mean_interval(values) : interquartile_mean_interval(values),
          .seeds = values.size()};
}

std::vector<long> grid_of(std::span<const Curve> curves, const BandOptions& options) {
  long first = 0;
  long last = 0;
  for (const Curve& curve : curves) {
    const bool steps = options.axis == CurveAxis::step;
    if (steps) first = std::max(first, curve.end_steps.front());
    last = std::max(last, steps ? curve.steps : static_cast<long>(curve.returns.size()) - 1);
  }
  return even_grid(first, last, options.most_points);
}

}  // namespace

double running_average(std::span<const double> returns, std::size_t episode, std::size_t window) {
  return mean(returns.first(episode + 1).last(std::min(window, episode + 1)));
}

std::vector<BandPoint> curve_band(std::span<const Curve> curves, const BandOptions& options) {
  std::vector<BandPoint> band;
  for (const long x : grid_of(curves, options)) {
    const std::vector<double> values = values_at(curves, x, options);
    if (!values.empty()) band.push_back(band_point(x, values, options.statistic));
  }
  return band;
}

}  // namespace rlrun::experiment
