#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lib/experiment/run_figures.hpp"

namespace rlrun::experiment {

enum class GateVerdict {
  identical,   ///< every curve of the candidate is the baseline's, to the byte
  unchanged,   ///< nothing speaks for lower returns
  regression,  ///< the candidate's returns are lower
  undecided,   ///< more seeds of the candidate are needed
};

/// Two stages: what fails the first, on few seeds and a mild level, is tested again on seeds that had no part in the
/// suspicion, on a severe one. Levels are p-values below which a stage fails, for each of the two figures. With a
/// baseline of 100 seeds and returns like CartPole's, simulation has it find a drop by 10% in 99.9% of all cases, with
/// 0.02% false alarms.
struct GateOptions {
  std::size_t first_seeds = 10;
  double first_level = 0.05;
  std::size_t second_seeds = 30;
  double second_level = 0.002;
};

/// One figure of the runs in one stage.
struct GateTest {
  std::string figure;  ///< "final_return" or "area"
  double baseline_mean = 0.0;
  double candidate_mean = 0.0;
  double p_value = 1.0;  ///< one-sided, that the candidate is no lower: `mann_whitney_less`
};

struct GateStage {
  std::size_t seeds = 0;  ///< of the candidate
  double level = 0.0;
  std::vector<GateTest> tests = {};
};

struct GateResult {
  GateVerdict verdict = GateVerdict::undecided;
  std::vector<GateStage> stages = {};  ///< those that were reached
  std::size_t missing_seeds = 0;       ///< where undecided
};

/// Compares two groups of runs, first their bytes, then their final returns and areas. The first stage takes the first
/// seeds of the candidate, the second those that follow. A baseline of fewer than `fewest_seeds` leaves it undecided.
/// Throws UsageError when a group is empty, or runs differ in their number of episodes or of those that make the final
/// return.
GateResult compare_groups(const GroupFigures& baseline, const GroupFigures& candidate, const GateOptions& options = {});

}  // namespace rlrun::experiment
