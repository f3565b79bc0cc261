#pragma once

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "lib/experiment/report/comparison.hpp"
#include "lib/experiment/report/metric.hpp"

namespace rlrun::experiment {

/// How large a reproduction is.
enum class Scale { full, quick };

/// How one config is run.
struct RunScale {
  std::string seed_text;               ///< as it was written, such as "0..9"
  std::vector<long> seeds = {};        ///< that it stands for
  std::vector<std::string> overrides;  ///< "a.b=c"
  double run_seconds = 0.0;            ///< measured time of one run on one core
};

/// The runs of one config, which differ in their seeds only.
struct SeedRuns {
  std::string name;
  std::string config;    ///< a file, from the working directory
  std::size_t last = 0;  ///< episodes at the end that count in the table of the task; 0: as many as there
  RunScale full = {};
  RunScale quick = {};

  [[nodiscard]] const RunScale& at(Scale scale) const { return scale == Scale::full ? full : quick; }
  /// Whether the quick runs are other ones than the full ones, so that they tell nothing of published values.
  [[nodiscard]] bool shortened(Scale scale) const { return scale == Scale::quick && quick.overrides != full.overrides; }
};

/// A published value and what is set against it.
struct Comparison {
  std::string name;  ///< what is compared, for people
  std::string runs;  ///< name of the SeedRuns
  Metric metric = {};
  std::string published = {};  ///< as the paper has it; empty: nothing
  std::string reference = {};  ///< what the reference implementation reached when it was run; empty: not known
  std::optional<Target> target = {};
};

/// A learner that cannot do a task.
struct Unsuited {
  std::string learner;
  std::string reason;
};

/// What all learners on one task are measured by: a column of the cross table.
struct TaskTable {
  std::size_t last = 100;  ///< episodes at the end whose mean return counts, and must reach the threshold
  double threshold = std::numeric_limits<double>::quiet_NaN();
  std::vector<Unsuited> unsuited = {};
};

/// One experiment of a paper, or a task whose runs are named after their learners.
struct PaperExperiment {
  std::string id;
  std::string title;
  std::string source;  ///< paper, and figure or table
  std::string note = {};
  std::vector<SeedRuns> runs = {};
  std::vector<Comparison> comparisons = {};
  std::optional<TaskTable> table = {};
};

}  // namespace rlrun::experiment
