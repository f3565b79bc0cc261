#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "lib/experiment/clock.hpp"
#include "lib/experiment/reporter.hpp"
#include "lib/experiment/run_files.hpp"
#include "lib/experiment/tensorboard_event.hpp"

namespace rlrun::experiment {

/// The run as TensorBoard reads it: `episode/return` and `episode/length`, the metrics of learning as `learner/NAME`,
/// and `evaluation/return`, the mean of an evaluation; all over environment steps. Like `timing.csv` it holds the
/// clock.
class TensorboardReporter final : public Reporter {
 public:
  static constexpr std::string_view file_name = "events.out.tfevents.0.rlrun";

  /// Seconds since 1970-01-01 UTC.
  using Clock = std::function<double()>;

  /// `evaluation_episodes`: of one evaluation.
  TensorboardReporter(const RunFiles& files, long evaluation_episodes, Clock clock = seconds_since_1970);

  void episode(const EpisodeRecord& record) override;
  void diagnostics(const DiagnosticsRecord& record) override;
  void evaluation(const EvaluationRecord& record) override;
  void flush() override { file_.flush(); }
  void sync(std::vector<FileExtent>& extents) override;
  void close() override { file_.close(); }

 private:
  void write(long step, const std::vector<TaggedNumber>& scalars);

  Clock clock_;
  OutputFile file_;
  long evaluation_episodes_;
  double evaluation_sum_ = 0.0;  ///< of the returns of the evaluation that is being reported; those are never cut
};

}  // namespace rlrun::experiment
