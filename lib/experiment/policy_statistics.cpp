#include "lib/experiment/policy_statistics.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

#include "lib/core/error.hpp"
#include "lib/experiment/number_text.hpp"
#include "lib/experiment/statistics.hpp"

namespace rlrun::experiment {
namespace {

struct Quantile {
  const char* name;
  double probability;
};

constexpr std::array<Quantile, 7> quantiles = {
    {{"min", 0.0}, {"q05", 0.05}, {"q25", 0.25}, {"median", 0.5}, {"q75", 0.75}, {"q95", 0.95}, {"max", 1.0}}};

std::string end_of(const config::EnvironmentFactory& factory, const Environment& environment,
                   const StepOutcome& last_step) {
  if (factory.name_outcome) return factory.name_outcome(environment.state(), last_step);
  return last_step.terminated ? "terminated" : "truncated";
}

void append_row(std::string& csv, const std::string& name, double value) {
  csv += name + "," + number_text(value) + "\n";
}

void append_distribution(std::string& csv, const std::string& name, std::vector<double> values) {
  append_row(csv, name + "_mean", mean(values));
  append_row(csv, name + "_std", sample_deviation(values));
  std::ranges::sort(values);
  for (const auto& [suffix, probability] : quantiles) {
    append_row(csv, name + "_" + suffix, sorted_quantile(values, probability));
  }
}

}  // namespace

EpisodeSample sample_episodes(const config::EnvironmentFactory& factory, const config::EnvironmentMaker& make,
                              Policy& policy, const SampleOptions& options, const StateObserver& observe) {
  constexpr std::array<Index, 1> slot = {0};
  const auto environment = make();
  Vector<double> observation(environment->spec().observation_size());
  Matrix<double> action(action_rows(environment->spec().action_space), 1);
  EpisodeSample sample;
  for (long episode = 0; episode < options.episodes; ++episode) {
    Rng rng(options.key.derive(static_cast<std::uint64_t>(episode)));
    environment->reset(rng, observation);
    policy.begin_episode(slot[0], episode, observation);
    if (observe) observe(*environment);
    double episode_return = 0.0;
    long length = 0;
    StepOutcome outcome;
    while (!outcome.terminated && length < options.time_limit) {
      policy.act(observation, slot, action);
      if (!action.allFinite()) {
        throw DivergenceError("episode " + number_text(episode) + ", step " + number_text(length + 1) +
                              ": the action is not finite");
      }
      outcome = environment->step(action.col(0), rng, observation);
      episode_return += outcome.reward;
      ++length;
      if (observe) observe(*environment);
    }
    sample.returns.push_back(episode_return);
    sample.lengths.push_back(static_cast<double>(length));
    ++sample.outcomes[end_of(factory, *environment, outcome)];
  }
  return sample;
}

std::string statistics_csv(const EpisodeSample& sample) {
  std::string csv = "statistic,value\n";
  const auto episodes = static_cast<double>(sample.returns.size());
  append_row(csv, "episodes", episodes);
  append_distribution(csv, "return", sample.returns);
  append_distribution(csv, "length", sample.lengths);
  for (const auto& [name, count] : sample.outcomes) {
    append_row(csv, "rate_" + name, static_cast<double>(count) / episodes);
  }
  return csv;
}

}  // namespace rlrun::experiment
