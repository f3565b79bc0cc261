#pragma once

#include <limits>
#include <optional>
#include <string>
#include <utility>
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
  std::string config;                          ///< a file, from the working directory
  bool floor = false;                          ///< the same exploration with nothing learned
  std::string knowledge = {};                  ///< what the config knows of its task beyond the task's own reward
  std::string settings = {};                   ///< for what its settings were chosen, where that is something else
  std::string policy = {};                     ///< how the frozen policy acts: greedy, or drawing its actions
  std::vector<double> published_returns = {};  ///< a published learning curve of the same, an episode each
  RunScale full = {};
  RunScale quick = {};

  [[nodiscard]] const RunScale& at(Scale scale) const { return scale == Scale::full ? full : quick; }
  /// Whether the quick runs are other ones than the full ones, so that they tell nothing of published values.
  [[nodiscard]] bool shortened(Scale scale) const { return scale == Scale::quick && quick.overrides != full.overrides; }
};

/// What a value of ours is set against.
enum class Aim {
  published,  ///< a value or a claim of a document
  own_goal,   ///< a goal of this project, or a control
  none        ///< nothing: it is shown
};

/// A value of ours and what is set against it.
struct Comparison {
  std::string name;  ///< what is compared, for people
  std::string runs;  ///< name of the SeedRuns
  Metric metric = {};
  std::optional<Published> published = {};
  std::string reference = {};         ///< what the reference implementation reached when it was run; empty: not known
  std::optional<Target> target = {};  ///< a goal of our own
  std::string others = {};            ///< name of SeedRuns that they are compared with; empty: none
  bool lower_is_better = false;       ///< than the others

  [[nodiscard]] Aim aim() const {
    if (published) return Aim::published;
    return target || !others.empty() ? Aim::own_goal : Aim::none;
  }
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
  std::string source;  ///< document, and section, figure or table
  std::string note = {};
  std::vector<SeedRuns> runs = {};
  std::vector<Comparison> comparisons = {};
  std::optional<TaskTable> table = {};
};

/// What a list is for. Settings are chosen on seeds below 1000, and what is reported comes from others.
enum class Purpose { report, tuning };

struct ExperimentList {
  Purpose purpose = Purpose::report;
  std::vector<std::pair<std::string, std::string>> deviations = {};  ///< of ours from the documents: of what, and how
  std::vector<PaperExperiment> experiments = {};
};

}  // namespace rlrun::experiment
