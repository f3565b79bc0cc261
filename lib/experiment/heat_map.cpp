#include "lib/experiment/heat_map.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "lib/config/text.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/run_settings.hpp"

namespace rlrun::experiment {
namespace {

using Values = std::set<std::string, SettingOrder>;

std::size_t position(const Values& values, const std::string& value) {
  return static_cast<std::size_t>(std::distance(values.begin(), values.find(value)));
}

}  // namespace

HeatMap heat_map(const RunGroups& groups, const std::string& column_key, const std::string& row_key) {
  Values columns;
  Values rows;
  std::map<std::pair<std::string, std::string>, std::vector<double>> returns;
  std::map<std::pair<std::string, std::string>, std::vector<RunSettings>> configs;
  for (const auto& [folder, group] : groups) {
    for (const auto& [directory, run] : group) {
      if (run.status != RunStatus::completed) continue;
      const RunSettings settings = read_run_settings(directory);
      const std::string& column = *columns.insert(setting(settings, column_key, directory)).first;
      const std::string& row = *rows.insert(setting(settings, row_key, directory)).first;
      returns[{column, row}].push_back(run.final_return);
      configs[{column, row}].push_back(settings);
    }
  }
  for (const auto& [place, runs] : configs) {
    const auto others = differing_settings(runs);
    if (others.empty()) continue;
    throw UsageError("the runs with " + column_key + "=" + place.first + " and " + row_key + "=" + place.second +
                     " differ in " + config::join(others) + "; draw a map of folders where they do not");
  }
  HeatMap map = {.columns = {columns.begin(), columns.end()}, .rows = {rows.begin(), rows.end()}, .cells = {}};
  for (const auto& [place, values] : returns) {
    map.cells.push_back({.column = position(columns, place.first),
                         .row = position(rows, place.second),
                         .seeds = values.size(),
                         .summary = summarise_returns(values)});
  }
  std::ranges::sort(map.cells, {}, [](const HeatMapCell& cell) { return std::pair(cell.column, cell.row); });
  return map;
}

}  // namespace rlrun::experiment
