#include "lib/experiment/curve_gate.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "lib/core/error.hpp"
#include "lib/experiment/inference.hpp"
#include "lib/experiment/number_text.hpp"

namespace rlrun::experiment {
namespace {

using Runs = std::span<const RunFigures>;

struct Figure {
  const char* name;
  double RunFigures::*value;
};
constexpr std::array<Figure, 2> figures = {{{"final_return", &RunFigures::final_return}, {"area", &RunFigures::area}}};

void require_equal_lengths(const GroupFigures& baseline, const GroupFigures& candidate) {
  const auto lengths = [](const RunFigures& run) {
    return number_text(run.episodes) + " episodes, the last " + number_text(run.final_episodes) +
           " of them for the final return";
  };
  const RunFigures& first = baseline.front();
  for (const GroupFigures& group : {baseline, candidate}) {
    for (const RunFigures& run : group) {
      if (run.episodes == first.episodes && run.final_episodes == first.final_episodes) continue;
      throw UsageError("runs of different length do not compare: seed " + number_text(run.seed) + " has " +
                       lengths(run) + "; seed " + number_text(first.seed) + " of the baseline " + lengths(first));
    }
  }
}

bool identical(const GroupFigures& baseline, const GroupFigures& candidate) {
  return std::ranges::all_of(candidate, [&](const RunFigures& run) {
    const auto same = std::ranges::lower_bound(baseline, run.seed, {}, &RunFigures::seed);
    return same != baseline.end() && same->seed == run.seed && same->curve_sha256 == run.curve_sha256;
  });
}

std::vector<double> values(Runs runs, double RunFigures::*value) {
  std::vector<double> result;
  std::ranges::transform(runs, std::back_inserter(result), value);
  return result;
}

GateStage test_stage(Runs baseline, Runs candidate, double level) {
  GateStage stage = {.seeds = candidate.size(), .level = level};
  for (const auto& [name, member] : figures) {
    const auto expected = values(baseline, member);
    const auto found = values(candidate, member);
    stage.tests.push_back({.figure = name,
                           .baseline_mean = mean(expected),
                           .candidate_mean = mean(found),
                           .p_value = mann_whitney_less(found, expected)});
  }
  return stage;
}

bool failed(const GateStage& stage) {
  return std::ranges::any_of(stage.tests, [&](const GateTest& test) { return test.p_value < stage.level; });
}

}  // namespace

GateResult compare_groups(const GroupFigures& baseline, const GroupFigures& candidate, const GateOptions& options) {
  if (baseline.empty() || candidate.empty()) throw UsageError("there is no finished run to compare");
  require_equal_lengths(baseline, candidate);
  if (identical(baseline, candidate)) return {.verdict = GateVerdict::identical};

  const std::size_t all_seeds = options.first_seeds + options.second_seeds;
  GateResult result;
  if (baseline.size() < fewest_seeds) return result;
  const Runs runs = candidate;
  if (runs.size() < options.first_seeds) {
    result.missing_seeds = options.first_seeds - runs.size();
    return result;
  }
  result.stages.push_back(test_stage(baseline, runs.first(options.first_seeds), options.first_level));
  if (!failed(result.stages.back())) {
    result.verdict = GateVerdict::unchanged;
    return result;
  }
  if (runs.size() < all_seeds) {
    result.missing_seeds = all_seeds - runs.size();
    return result;
  }
  result.stages.push_back(
      test_stage(baseline, runs.subspan(options.first_seeds, options.second_seeds), options.second_level));
  result.verdict = failed(result.stages.back()) ? GateVerdict::regression : GateVerdict::unchanged;
  return result;
}

}  // namespace rlrun::experiment
