#pragma once

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
  std::string config;  ///< a file, from the working directory
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

/// One experiment of a paper.
struct PaperExperiment {
  std::string id;
  std::string title;
  std::string source;  ///< paper, and figure or table
  std::string note = {};
  std::vector<SeedRuns> runs = {};
  std::vector<Comparison> comparisons = {};
};

}  // namespace rlrun::experiment
