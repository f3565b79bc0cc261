// How often 95% intervals over seeds hold the true value, on the returns of the smoke configs' 100 recorded seeds:
// prints the table of results/reference/intervals. Usage: interval_coverage results/reference/smoke > coverage.csv
#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <iostream>
#include <string>

#include "bench/coverage/simulation.hpp"
#include "lib/experiment/number_text.hpp"

namespace rlrun::bench {
namespace {

using experiment::Interval;
using Sample = std::vector<double>;

constexpr std::size_t samples = 2000;
constexpr long resamples = 1000;

Interval smoothed_bootstrap_t(const Sample& sample, RngKey key) {
  return experiment::mean_interval(sample, {.resamples = resamples, .key = key});
}

Interval of_interquartile_mean(const Sample& sample, RngKey key) {
  return experiment::interquartile_mean_interval(sample, {.resamples = resamples, .key = key});
}

Interval student(const Sample& sample, RngKey /*key*/) {
  const auto [mean, deviation, count] = experiment::moments(sample);
  const auto size = static_cast<double>(count);
  const double half_width = experiment::t_quantile_95(size - 1.0) * deviation / std::sqrt(size);
  return {.low = mean - half_width, .high = mean + half_width};
}

/// What rlrun printed before.
Interval percentile_bootstrap(const Sample& sample, RngKey key) {
  Rng rng(key);
  Sample means(static_cast<std::size_t>(resamples));
  for (double& mean : means) {
    for (std::size_t i = 0; i < sample.size(); ++i) mean += sample[rng.below(sample.size())];
    mean /= static_cast<double>(sample.size());
  }
  std::ranges::sort(means);
  return {.low = experiment::sorted_quantile(means, 0.025), .high = experiment::sorted_quantile(means, 0.975)};
}

struct Method {
  const char* name;
  Interval (*make)(const Sample& sample, RngKey key);
  bool of_mean = true;
};

constexpr std::array<Method, 4> methods = {{{"smoothed bootstrap-t", smoothed_bootstrap_t},
                                            {"Student's t", student},
                                            {"percentile bootstrap", percentile_bootstrap},
                                            {"smoothed bootstrap-t of the IQM", of_interquartile_mean, false}}};

void print_row(const std::string& returns, std::size_t size, const Method& method, const Sample& population) {
  const double truth = method.of_mean ? experiment::mean(population) : experiment::interquartile_mean(population);
  const Coverage coverage = simulate_coverage(population, truth, size, samples, method.make);
  if (coverage.without == samples) return;
  std::cout << returns << "," << size << "," << method.name << "," << experiment::fixed_text(coverage.share, 3) << ","
            << experiment::fixed_text(coverage.mean_width, 3) << "," << coverage.without << "," << samples << "\n";
}

int print_table(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> tables;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".csv") tables.push_back(entry.path());
  }
  std::ranges::sort(tables);
  std::cout << "returns,seeds,method,coverage,mean_width,without_interval,samples\n";
  for (const auto& table : tables) {
    const Sample population = recorded_returns(table);
    for (const std::size_t size : {5U, 10U, 20U}) {
      for (const Method& method : methods) print_row(table.stem().string(), size, method, population);
    }
  }
  return 0;
}

}  // namespace
}  // namespace rlrun::bench

int main(int argc, char** argv) {
  if (argc == 2) return rlrun::bench::print_table(argv[1]);
  std::cerr << "Usage: interval_coverage DIR\n";
  return 2;
}
