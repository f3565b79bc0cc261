#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

#include "lib/core/rng.hpp"
#include "lib/experiment/csv_table.hpp"
#include "lib/experiment/inference.hpp"

namespace rlrun::bench {

/// The final returns of 100 seeds of a smoke config, which stand for the distribution that samples are drawn from.
inline std::vector<double> recorded_returns(const std::filesystem::path& table) {
  return experiment::CsvTable(table).numbers("final_return");
}

/// How often intervals hold what they are of.
struct Coverage {
  double share = 0.0;       ///< of the samples with an interval
  double mean_width = 0.0;  ///< of these intervals
  std::size_t without = 0;  ///< samples that have none
};

/// Draws samples of `size` values with replacement and asks whether their intervals hold `truth`.
/// interval: Interval(const std::vector<double>& sample, RngKey).
template <class MakeInterval>
Coverage simulate_coverage(const std::vector<double>& population, double truth, std::size_t size, std::size_t samples,
                           const MakeInterval& make_interval) {
  std::size_t held = 0;
  double widths = 0.0;
  Coverage coverage;
  for (std::size_t i = 0; i < samples; ++i) {
    const RngKey key = RngKey(size).derive(i);
    Rng rng(key);
    std::vector<double> sample(size);
    for (double& value : sample) value = population[rng.below(population.size())];
    const experiment::Interval interval = make_interval(sample, key.derive("bootstrap"));
    if (!(interval.low <= interval.high)) {
      ++coverage.without;
      continue;
    }
    held += interval.low <= truth && truth <= interval.high ? 1 : 0;
    widths += interval.high - interval.low;
  }
  const auto with = static_cast<double>(samples - coverage.without);
  coverage.share = static_cast<double>(held) / with;
  coverage.mean_width = widths / with;
  return coverage;
}

}  // namespace rlrun::bench
