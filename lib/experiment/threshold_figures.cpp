#include "lib/experiment/threshold_figures.hpp"

#include <algorithm>
#include <numeric>

namespace rlrun::experiment {
namespace {

std::optional<long> first_held(const std::vector<double>& returns, double threshold, std::size_t window) {
  for (std::size_t end = window; end <= returns.size(); ++end) {
    const auto last = returns.begin() + static_cast<std::ptrdiff_t>(end);
    const double sum = std::accumulate(last - static_cast<std::ptrdiff_t>(window), last, 0.0);
    if (sum >= threshold * static_cast<double>(window)) return static_cast<long>(end);
  }
  return std::nullopt;
}

}  // namespace

ThresholdFigures find_threshold(const Curve& curve, double threshold, std::size_t window) {
  ThresholdFigures figures{.area = area(curve), .held = first_held(curve.returns, threshold, window)};
  const auto reached = std::ranges::find_if(curve.returns, [&](double value) { return value >= threshold; });
  if (reached != curve.returns.end()) figures.reached = reached - curve.returns.begin() + 1;
  return figures;
}

}  // namespace rlrun::experiment
