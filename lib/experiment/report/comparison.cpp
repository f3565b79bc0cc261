#include "lib/experiment/report/comparison.hpp"

namespace rlrun::experiment {
namespace {

bool as_good(double value, const Target& target) {
  return target.at_least ? value >= target.value : value <= target.value;
}

}  // namespace

std::string_view verdict_text(Verdict verdict) {
  switch (verdict) {
    case Verdict::met:
      return "met";
    case Verdict::within_interval:
      return "within interval";
    case Verdict::fell_short:
      return "short";
    case Verdict::not_judged:
      return "-";
    case Verdict::missing:
      return "missing";
  }
  return "";
}

SeedFigures seed_figures(const std::vector<std::optional<double>>& values) {
  std::vector<double> given;
  for (const auto& value : values) {
    if (value) given.push_back(*value);
  }
  SeedFigures figures = {.runs = values.size(), .values = given.size()};
  if (given.empty()) return figures;
  figures.mean = mean(given);
  figures.deviation = sample_deviation(given);
  figures.interval = mean_interval(given);
  return figures;
}

Verdict judge(const SeedFigures& figures, const std::optional<Target>& target) {
  if (figures.runs == 0) return Verdict::missing;
  if (!target) return Verdict::not_judged;
  if (figures.values < figures.runs) return Verdict::fell_short;
  if (as_good(figures.mean, *target)) return Verdict::met;
  const double best = target->at_least ? figures.interval.high : figures.interval.low;
  return as_good(best, *target) ? Verdict::within_interval : Verdict::fell_short;
}

}  // namespace rlrun::experiment
