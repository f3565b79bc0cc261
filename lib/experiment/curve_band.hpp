#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "lib/experiment/curve.hpp"
#include "lib/experiment/inference.hpp"

namespace rlrun::experiment {

enum class SeedStatistic { interquartile_mean, mean };

enum class CurveAxis { episode, step };

struct BandOptions {
  SeedStatistic statistic = SeedStatistic::interquartile_mean;
  CurveAxis axis = CurveAxis::episode;
  std::size_t window = 10;        ///< episodes that each curve is averaged over, at least 1
  std::size_t most_points = 500;  ///< at least 2; longer curves are thinned
};

struct BandPoint {
  long x = 0;              ///< episode, counted from 0, or environment steps
  double value = 0.0;      ///< statistic over the seeds
  Interval interval = {};  ///< 95%, of it; NaN where the seeds are too few or all alike
  std::size_t seeds = 0;   ///< curves that reach x
};

/// The mean of the latest `window` returns up to and including that of `episode`, of fewer at the beginning.
double running_average(std::span<const double> returns, std::size_t episode, std::size_t window);

/// A statistic of the running averages of several curves, each with at least one episode. Over episodes the points go
/// from the first episode to the last of the longest curve. Over steps a curve has at x the value of its latest episode
/// that has ended; the points go from where all have one to the end of the longest. Each point is of the curves that
/// reach it with a finite value; points that none reaches are left out.
std::vector<BandPoint> curve_band(std::span<const Curve> curves, const BandOptions& options);

}  // namespace rlrun::experiment
