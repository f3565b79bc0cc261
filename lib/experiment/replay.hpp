#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "lib/core/replayer.hpp"
#include "lib/experiment/csv_table.hpp"

namespace rlrun::experiment {

/// Transitions as recorded in a table. Columns NAME that have a partner NAME_next are the entries, in their order;
/// columns whose names begin with "action" or "noise" are the action's components and the random draws; beside them
/// "t", "reward", "terminated" and "truncated" must be there.
struct Recording {
  std::vector<std::string> entries;
  std::vector<RecordedTransition> transitions;
  std::vector<bool> truncated;
};

/// Throws std::runtime_error, naming file and line.
Recording read_recording(const std::filesystem::path& path);

/// The differences of one column, over all steps that were repeated.
struct ColumnError {
  std::string name;
  double largest = 0.0;
  double sum_of_squares = 0.0;
};

struct ReplayReport {
  std::vector<ColumnError> columns;  ///< the entries, then the reward
  long compared = 0;                 ///< steps that were repeated
  long skipped = 0;                  ///< steps that cannot be
  long out_of_tolerance = 0;         ///< steps with an error above the tolerance in any column
  long flag_mismatches = 0;          ///< steps with another `terminated` or `truncated`

  [[nodiscard]] bool passed() const { return compared > 0 && out_of_tolerance == 0 && flag_mismatches == 0; }
};

/// Repeats the recording. An error that is not a number counts as infinite. A step is to be truncated when it is the
/// one at the time limit.
/// Throws UsageError when the recording has other entries than the replayer asks for.
ReplayReport replay(Replayer& replayer, const Recording& recording, long time_limit, double tolerance);

}  // namespace rlrun::experiment
