#include "lib/experiment/tensorboard_export.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

#include "lib/experiment/csv_table.hpp"
#include "lib/experiment/curve_reporter.hpp"
#include "lib/experiment/diagnostics_reporter.hpp"
#include "lib/experiment/evaluation_reporter.hpp"
#include "lib/experiment/manifest.hpp"
#include "lib/experiment/tensorboard_reporter.hpp"
#include "lib/experiment/timing_reporter.hpp"

namespace rlrun::experiment {
namespace {

namespace fs = std::filesystem;

std::vector<EpisodeRecord> read_episodes(const fs::path& directory) {
  const CsvTable table(directory / CurveReporter::file_name);
  const auto numbers = table.integers("episode");
  const auto steps = table.integers("step");
  const auto returns = table.numbers("episode_return");
  const auto lengths = table.integers("episode_length");
  std::vector<EpisodeRecord> records;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    records.push_back(
        {.episode = numbers[i], .step = steps[i], .episode_return = returns[i], .episode_length = lengths[i]});
  }
  return records;
}

/// Nothing where the clock is not known of all episodes.
std::vector<double> read_times(const fs::path& directory, std::size_t episodes) {
  if (!fs::exists(directory / TimingReporter::file_name)) return {};
  std::vector<double> seconds = CsvTable(directory / TimingReporter::file_name).numbers("wall_seconds");
  if (seconds.size() != episodes) seconds.clear();
  return seconds;
}

/// A phase of learning.
struct Phase {
  long step = 0;
  std::vector<std::string> names = {};
  std::vector<double> values = {};
};

std::vector<Phase> read_phases(const fs::path& directory) {
  const CsvTable table(directory / DiagnosticsReporter::file_name);
  const auto steps = table.integers("step");
  const auto names = table.texts("metric");
  const auto values = table.numbers("value");
  std::vector<Phase> phases;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    const bool again = !phases.empty() && std::ranges::find(phases.back().names, names[i]) != phases.back().names.end();
    if (phases.empty() || phases.back().step != steps[i] || again) phases.push_back({.step = steps[i]});
    phases.back().names.push_back(names[i]);
    phases.back().values.push_back(values[i]);
  }
  return phases;
}

std::vector<EvaluationRecord> read_evaluations(const fs::path& directory) {
  if (!fs::exists(directory / EvaluationReporter::file_name)) return {};
  const CsvTable table(directory / EvaluationReporter::file_name);
  const auto steps = table.integers("step");
  const auto episodes = table.integers("episode");
  const auto returns = table.numbers("episode_return");
  const auto lengths = table.integers("episode_length");
  std::vector<EvaluationRecord> records;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    records.push_back(
        {.step = steps[i], .episode = episodes[i], .episode_return = returns[i], .episode_length = lengths[i]});
  }
  return records;
}

long episodes_of_one(const std::vector<EvaluationRecord>& evaluations) {
  long most = 0;
  for (const EvaluationRecord& record : evaluations) most = std::max(most, record.episode + 1);
  return most;
}

}  // namespace

void export_tensorboard(const fs::path& directory) {
  if (fs::exists(directory / TensorboardReporter::file_name)) return;
  const auto manifest = read_manifest(directory);
  const auto episodes = read_episodes(directory);
  const auto times = read_times(directory, episodes.size());
  const auto phases = read_phases(directory);
  const auto evaluations = read_evaluations(directory);
  double now = manifest && !manifest->segments.empty() ? manifest->segments.front().start_time : 0.0;
  const double start = now;
  TensorboardReporter reporter(RunFiles(directory), episodes_of_one(evaluations), [&now] { return now; });
  auto phase = phases.begin();
  auto evaluation = evaluations.begin();
  const auto report_until = [&](long step) {
    for (; phase != phases.end() && phase->step < step; ++phase) {
      reporter.diagnostics({.step = phase->step, .names = phase->names, .values = phase->values});
    }
    for (; evaluation != evaluations.end() && evaluation->step < step; ++evaluation) reporter.evaluation(*evaluation);
  };
  for (std::size_t i = 0; i < episodes.size(); ++i) {
    report_until(episodes[i].step);
    if (!times.empty()) now = start + times[i];
    reporter.episode(episodes[i]);
  }
  report_until(std::numeric_limits<long>::max());
  reporter.close();
}

}  // namespace rlrun::experiment
