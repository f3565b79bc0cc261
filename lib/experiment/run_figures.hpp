#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "lib/experiment/run_group.hpp"

namespace rlrun::experiment {

/// What of a finished run tells whether learning changed.
struct RunFigures {
  long seed = 0;
  long episodes = 0;
  long final_episodes = 0;    ///< at the end, that make the final return
  double final_return = 0.0;  ///< their mean return
  double area = 0.0;          ///< under the learning curve: mean return of all episodes
  std::string curve_sha256;
};

/// A group of runs, in ascending order of their seeds, each of which occurs once.
using GroupFigures = std::vector<RunFigures>;

/// Of the completed runs of a group. `last`: of `final_return` in curve.hpp. Throws std::runtime_error naming file and
/// line when a curve cannot be read.
GroupFigures read_group_figures(const RunGroup& group, std::size_t last);

/// Names of the columns, in the order of the members of RunFigures, then of their texts: every digit is kept.
std::vector<std::string> figure_names();
std::vector<std::string> figure_texts(const RunFigures& figures);

/// Reads them back from such a table. Throws UsageError naming the file when it is none, is empty or a seed occurs
/// twice.
GroupFigures read_figures_table(const std::filesystem::path& path);

}  // namespace rlrun::experiment
