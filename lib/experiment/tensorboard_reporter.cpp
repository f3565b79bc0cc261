#include "lib/experiment/tensorboard_reporter.hpp"

#include <utility>

#include "lib/experiment/tf_record.hpp"

namespace rlrun::experiment {
TensorboardReporter::TensorboardReporter(const RunFiles& files, long evaluation_episodes, Clock clock)
    : clock_(std::move(clock)), file_(files.open(file_name)), evaluation_episodes_(evaluation_episodes) {
  if (file_.extent().bytes == 0) file_.write(tf_record(version_event(clock_())));
}

void TensorboardReporter::episode(const EpisodeRecord& record) {
  write(record.step, {{.tag = "episode/return", .value = record.episode_return},
                      {.tag = "episode/length", .value = static_cast<double>(record.episode_length)}});
}

void TensorboardReporter::diagnostics(const DiagnosticsRecord& record) {
  std::vector<TaggedNumber> scalars;
  for (std::size_t i = 0; i < record.values.size(); ++i) {
    scalars.push_back({.tag = "learner/" + record.names[i], .value = record.values[i]});
  }
  write(record.step, scalars);
}

void TensorboardReporter::evaluation(const EvaluationRecord& record) {
  evaluation_sum_ += record.episode_return;
  if (record.episode + 1 < evaluation_episodes_) return;
  const double mean = std::exchange(evaluation_sum_, 0.0) / static_cast<double>(evaluation_episodes_);
  write(record.step, {{.tag = "evaluation/return", .value = mean}});
}

void TensorboardReporter::sync(std::vector<FileExtent>& extents) {
  file_.sync();
  extents.push_back(file_.extent());
}

void TensorboardReporter::write(long step, const std::vector<TaggedNumber>& scalars) {
  file_.write(tf_record(scalar_event(clock_(), step, scalars)));
}

}  // namespace rlrun::experiment
