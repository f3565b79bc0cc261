#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "lib/experiment/return_summary.hpp"
#include "lib/experiment/run_group.hpp"

namespace rlrun::experiment {

/// The runs that have one pair of values.
struct HeatMapCell {
  std::size_t column = 0;
  std::size_t row = 0;
  std::size_t seeds = 0;  ///< runs
  ReturnSummary summary;  ///< of their final returns
};

/// Final returns over the values of two config keys.
struct HeatMap {
  std::vector<std::string> columns;  ///< values of the first key, as `SettingOrder` says
  std::vector<std::string> rows;     ///< values of the second key
  std::vector<HeatMapCell> cells;    ///< column by column; pairs without a finished run are left out
};

/// Of the finished runs. Throws UsageError when the config of one lacks a key.
HeatMap heat_map(const RunGroups& groups, const std::string& column_key, const std::string& row_key);

}  // namespace rlrun::experiment
