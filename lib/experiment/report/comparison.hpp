#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "lib/experiment/inference.hpp"

namespace rlrun::experiment {

/// What counts as reproduced.
struct Target {
  double value = 0.0;
  bool at_least = true;  ///< or at most
};

enum class Verdict {
  met,              ///< the mean is as good as the target
  within_interval,  ///< it is not, but the target lies within the interval of the mean
  fell_short,       ///< the whole interval is worse than the target, or a run has no such value
  not_judged,       ///< there is no target
  missing           ///< there is no value
};

/// As it stands in reports.
std::string_view verdict_text(Verdict verdict);

/// What the values of one metric over the seeds come to.
struct SeedFigures {
  std::size_t runs = 0;    ///< that have ended
  std::size_t values = 0;  ///< of them, those with a value
  double mean = no_figure;
  double deviation = no_figure;                ///< with n - 1 in the denominator
  Interval interval = {no_figure, no_figure};  ///< 95%, of the mean: `mean_interval`
};

/// `values`: of the runs that have ended, nothing where a run has none.
SeedFigures seed_figures(const std::vector<std::optional<double>>& values);

Verdict judge(const SeedFigures& figures, const std::optional<Target>& target);

}  // namespace rlrun::experiment
