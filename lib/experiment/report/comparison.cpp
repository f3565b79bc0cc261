#include "lib/experiment/report/comparison.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "lib/experiment/report/report_text.hpp"

namespace rlrun::experiment {
namespace {

std::string p_text(double p_value) {
  constexpr double smallest = 0.001;
  return p_value < smallest ? "p < 0.001" : "p = " + rounded(p_value);
}

/// Where an interval lies: above a value, below it, or on both sides.
Verdict side(const Interval& interval, double value, bool above_is_good) {
  if (std::isnan(interval.low)) return Verdict::cannot_be_told;
  if (interval.low >= value && interval.high > value) return above_is_good ? Verdict::holds : Verdict::differs;
  if (interval.high <= value && interval.low < value) return above_is_good ? Verdict::differs : Verdict::holds;
  return Verdict::cannot_be_told;
}

/// By the share of runs that are so: the most of them, or not.
Judgement judge_majority(std::size_t some, std::size_t runs, const std::string& what) {
  const Interval share = share_interval(some, runs);
  return {side(share, 0.5, true), std::to_string(some) + " of " + std::to_string(runs) + " runs " + what + ", share" +
                                      interval_text(share) + " (Clopper-Pearson) against one half"};
}

/// A verdict that needs no test; nothing where one is needed.
std::optional<Judgement> untested(const SeedFigures& figures) {
  if (figures.runs == 0) return Judgement{.verdict = Verdict::missing};
  if (figures.runs < fewest_seeds) return Judgement{.verdict = Verdict::too_few_seeds};
  return std::nullopt;
}

bool all_have_values(const SeedFigures& figures) { return figures.values.size() == figures.runs; }

bool as_good(double value, const Target& target) {
  return target.at_least ? value >= target.value : value <= target.value;
}

/// That some runs have no value decides only where the most of them have none.
Judgement judge_missing_values(const SeedFigures& figures) {
  Judgement judgement = judge_majority(figures.values.size(), figures.runs, "have such a value");
  if (judgement.verdict == Verdict::holds) judgement.verdict = Verdict::cannot_be_told;
  return judgement;
}

Judgement judge_single_run(const SeedFigures& figures, double published) {
  const Interval interval = prediction_interval(figures.values);
  const std::string test = "the published run against the 95% prediction interval of one more of ours";
  if (std::isnan(interval.low)) return {Verdict::cannot_be_told, test + ": all of ours are equal"};
  const bool inside = interval.low <= published && published <= interval.high;
  return {inside ? Verdict::holds : Verdict::differs, test + interval_text(interval)};
}

Judgement judge_mean(const SeedFigures& figures, const Moments& published) {
  const WelchTest test = welch_test(moments(figures.values), published);
  const std::string text = "Welch, ours minus published: " + rounded(test.difference) + interval_text(test.interval) +
                           ", " + p_text(test.p_value);
  const bool near = -published.deviation <= test.interval.low && test.interval.high <= published.deviation;
  if (near) return {Verdict::holds, text + "; within one published deviation"};
  const bool apart = test.interval.low > 0.0 || test.interval.high < 0.0;
  return {apart ? Verdict::differs : Verdict::cannot_be_told, text};
}

/// The values of all runs; those that have none are worse than any.
std::vector<double> ranked(const SeedFigures& figures, bool lower_is_better) {
  std::vector<double> values = figures.values;
  for (double& value : values) value = lower_is_better ? -value : value;
  values.resize(figures.runs, -std::numeric_limits<double>::infinity());
  return values;
}

}  // namespace

std::string_view verdict_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::holds:
      return "holds";
    case Verdict::differs:
      return "does not hold";
    case Verdict::cannot_be_told:
      return "cannot be told";
    case Verdict::too_few_seeds:
      return "fewer than 5 seeds";
    case Verdict::not_judged:
      return "-";
    case Verdict::missing:
      return "missing";
  }
  return "";
}

SeedFigures seed_figures(const std::vector<std::optional<double>>& values, bool share) {
  SeedFigures figures = {.runs = values.size()};
  for (const auto& value : values) {
    if (value) figures.values.push_back(*value);
  }
  if (figures.values.empty()) return figures;
  figures.mean = mean(figures.values);
  figures.deviation = sample_deviation(figures.values);
  figures.interval =
      share ? share_interval(static_cast<std::size_t>(std::ranges::count(figures.values, 1.0)), figures.values.size())
            : mean_interval(figures.values);
  return figures;
}

Judgement judge(const SeedFigures& figures, const Target& target) {
  if (const auto judgement = untested(figures)) return *judgement;
  if (all_have_values(figures) && !std::isnan(figures.interval.low)) {
    return {side(figures.interval, target.value, target.at_least), "95% interval of ours against the goal"};
  }
  const auto good = std::ranges::count_if(figures.values, [&](double value) { return as_good(value, target); });
  return judge_majority(static_cast<std::size_t>(good), figures.runs, "are as good");
}

Judgement judge(const SeedFigures& figures, const Published& published, bool share) {
  if (!published.numbers && !share) return {};
  if (const auto judgement = untested(figures)) return *judgement;
  if (!published.numbers) {
    return judge_majority(static_cast<std::size_t>(std::ranges::count(figures.values, 1.0)), figures.runs, "are so");
  }
  if (!all_have_values(figures)) return judge_missing_values(figures);
  const Moments& numbers = *published.numbers;
  return numbers.count == 1 ? judge_single_run(figures, numbers.mean) : judge_mean(figures, numbers);
}

Judgement judge_better(const SeedFigures& figures, const SeedFigures& others, bool lower_is_better) {
  for (const SeedFigures* side : {&figures, &others}) {
    if (const auto judgement = untested(*side)) return *judgement;
  }
  const auto ours = ranked(figures, lower_is_better);
  const auto theirs = ranked(others, lower_is_better);
  const Interval improvement = improvement_interval(ours, theirs);
  const std::string chance =
      "P(better) " + rounded(probability_of_improvement(ours, theirs)) + interval_text(improvement);
  const bool comparable = all_have_values(figures) && all_have_values(others);
  const WelchTest test = comparable ? welch_test(moments(figures.values), moments(others.values)) : WelchTest{};
  if (std::isnan(test.p_value)) return {side(improvement, 0.5, true), chance};
  return {side(test.interval, 0.0, !lower_is_better), "Welch, difference: " + rounded(test.difference) +
                                                          interval_text(test.interval) + ", " + p_text(test.p_value) +
                                                          "; " + chance};
}

}  // namespace rlrun::experiment
