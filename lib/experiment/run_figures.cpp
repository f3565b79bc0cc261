#include "lib/experiment/run_figures.hpp"

#include <algorithm>
#include <stdexcept>

#include "lib/core/error.hpp"
#include "lib/experiment/csv_table.hpp"
#include "lib/experiment/curve.hpp"
#include "lib/experiment/curve_reporter.hpp"
#include "lib/experiment/digest.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/number_text.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

GroupFigures figures_of(const CsvTable& table) {
  const auto seeds = table.integers("seed");
  const auto episodes = table.integers("episodes");
  const auto final_episodes = table.integers("final_episodes");
  const auto final_returns = table.numbers("final_return");
  const auto areas = table.numbers("area");
  const auto hashes = table.texts("curve_sha256");
  GroupFigures group;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    group.push_back({.seed = seeds[row],
                     .episodes = episodes[row],
                     .final_episodes = final_episodes[row],
                     .final_return = final_returns[row],
                     .area = areas[row],
                     .curve_sha256 = hashes[row]});
  }
  return group;
}

RunFigures read_run_figures(const fs::path& directory, std::size_t last) {
  const Curve curve = read_run_curve(directory);
  return {.seed = curve.seed,
          .episodes = static_cast<long>(curve.returns.size()),
          .final_episodes = static_cast<long>(std::min(last, curve.returns.size())),
          .final_return = final_return(curve, last),
          .area = area(curve),
          .curve_sha256 = sha256_of_file(directory / CurveReporter::file_name)};
}

}  // namespace

GroupFigures read_group_figures(const RunGroup& group, std::size_t last) {
  GroupFigures figures;
  for (const auto& [directory, run] : group) {
    if (run.status == RunStatus::completed) figures.push_back(read_run_figures(directory, last));
  }
  std::ranges::sort(figures, {}, &RunFigures::seed);
  return figures;
}

std::vector<std::string> figure_names() {
  return {"seed", "episodes", "final_episodes", "final_return", "area", "curve_sha256"};
}

std::vector<std::string> figure_texts(const RunFigures& figures) {
  return {number_text(figures.seed),         number_text(figures.episodes), number_text(figures.final_episodes),
          number_text(figures.final_return), number_text(figures.area),     figures.curve_sha256};
}

GroupFigures read_figures_table(const fs::path& path) try {
  GroupFigures group = figures_of(CsvTable(path));
  std::ranges::sort(group, {}, &RunFigures::seed);
  if (group.empty()) throw std::runtime_error(path.string() + ": there is no run");
  const auto twice = std::ranges::adjacent_find(group, {}, &RunFigures::seed);
  if (twice != group.end()) {
    throw std::runtime_error(path.string() + ": seed " + number_text(twice->seed) + " occurs twice");
  }
  return group;
} catch (const std::runtime_error& error) {
  throw UsageError(error.what());
}

}  // namespace rlrun::experiment
