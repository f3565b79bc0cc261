#pragma once

#include <array>
#include <cstddef>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "lib/experiment/curve.hpp"

namespace rlrun::experiment {

/// What a finished run came to, as publications count it.
enum class MetricKind {
  mean_return,        ///< of all episodes
  last,               ///< mean return of the last `last` episodes
  second_half,        ///< mean return of the second half of the episodes
  best_10,            ///< largest mean return of 10 consecutive episodes
  peak,               ///< largest return
  reached,            ///< number of the first episode, from 1, with a return of at least `threshold`
  held,               ///< number of the first episode with which the last 100 have a mean of at least `threshold`
  evaluation,         ///< mean return of the last evaluation of the frozen policy
  solved,             ///< 1 where that is at least `threshold`, else 0
  diverged,           ///< 1 where the run ended so, else 0
  evaluation_length,  ///< mean length of its episodes, steps
  diagnostic,         ///< mean of the diagnostics of these `names` over all that were written
  diagnostics_below   ///< share of them that are at most `threshold`: which quantile of them it is
};

/// As they stand in lists and tables.
inline constexpr std::array<std::pair<std::string_view, MetricKind>, 13> metric_names = {
    {{"mean_return", MetricKind::mean_return},
     {"last", MetricKind::last},
     {"second_half", MetricKind::second_half},
     {"best_10", MetricKind::best_10},
     {"peak", MetricKind::peak},
     {"reached", MetricKind::reached},
     {"held", MetricKind::held},
     {"evaluation", MetricKind::evaluation},
     {"solved", MetricKind::solved},
     {"diverged", MetricKind::diverged},
     {"evaluation_length", MetricKind::evaluation_length},
     {"diagnostic", MetricKind::diagnostic},
     {"diagnostics_below", MetricKind::diagnostics_below}}};

std::string_view metric_name(MetricKind kind);

struct Metric {
  MetricKind kind = MetricKind::mean_return;
  double threshold = std::numeric_limits<double>::quiet_NaN();  ///< of reached, held, solved, diagnostics_below
  std::size_t last = 100;                                       ///< episodes
  std::size_t until = 0;   ///< only so many episodes from the first one count; 0: all. Of returns while learning;
                           ///< a shorter run has no value
  std::string names = {};  ///< a pattern with * and ?, as of file names
};

/// Whether `threshold` counts.
bool has_threshold(MetricKind kind);

/// Whether values are 0 or 1, so that their mean over seeds is a share of the runs.
bool is_share(MetricKind kind);

/// Whether values come from the returns while learning alone, so that published curves have them too.
bool is_of_curve(MetricKind kind);

/// Of a curve. Nothing where it has no such value. Requires is_of_curve(metric.kind).
std::optional<double> curve_metric(Curve curve, const Metric& metric);

/// Of a completed run. Nothing where it has no such value: a threshold was not reached, no evaluation took place, no
/// diagnostic has such a name. Throws std::runtime_error naming file and line when a file cannot be read.
std::optional<double> read_metric(const std::filesystem::path& run, const Metric& metric);

/// Of a run that diverged: it did, and solved nothing; other metrics it has none.
std::optional<double> metric_of_diverged(const Metric& metric);

}  // namespace rlrun::experiment
