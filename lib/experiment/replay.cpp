#include "lib/experiment/replay.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string_view>

#include "lib/core/error.hpp"

namespace rlrun::experiment {
namespace {

std::vector<std::string> entries_of(const CsvTable& table) {
  std::vector<std::string> names;
  std::ranges::copy_if(table.header(), std::back_inserter(names),
                       [&](const std::string& name) { return table.has(name + "_next"); });
  return names;
}

std::vector<std::string> names_with_prefix(const CsvTable& table, std::string_view prefix) {
  std::vector<std::string> names;
  std::ranges::copy_if(table.header(), std::back_inserter(names),
                       [&](const std::string& name) { return name.starts_with(prefix); });
  return names;
}

/// One row a name, one column a row of the table.
Matrix<double> gather(const CsvTable& table, const std::vector<std::string>& names, const std::string& suffix = "") {
  Matrix<double> values(static_cast<Index>(names.size()), static_cast<Index>(table.rows()));
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::vector<double> numbers = table.numbers(names[i] + suffix);
    if (numbers.empty()) continue;  // Eigen would count on from a null pointer
    values.row(static_cast<Index>(i)) = Eigen::Map<const Vector<double>>(numbers.data(), values.cols()).transpose();
  }
  return values;
}

void check_size(std::string_view what, Index recorded, Index needed) {
  if (recorded == needed) return;
  throw UsageError("the recording has " + std::to_string(recorded) + " " + std::string(what) +
                   " columns, the environment needs " + std::to_string(needed));
}

/// Adds the difference and returns true when it is within the tolerance.
bool add_error(ColumnError& column, double actual, double recorded, double tolerance) {
  const double difference = std::abs(actual - recorded);
  const double error = std::isnan(difference) ? std::numeric_limits<double>::infinity() : difference;
  column.largest = std::max(column.largest, error);
  column.sum_of_squares += error * error;
  return error <= tolerance;
}

}  // namespace

Recording read_recording(const std::filesystem::path& path) {
  const CsvTable table(path);
  Recording recording = {.entries = entries_of(table), .transitions = {}, .truncated = {}};
  const Matrix<double> before = gather(table, recording.entries);
  const Matrix<double> after = gather(table, recording.entries, "_next");
  const Matrix<double> actions = gather(table, names_with_prefix(table, "action"));
  const Matrix<double> noise = gather(table, names_with_prefix(table, "noise"));
  const std::vector<long> t = table.integers("t");
  const std::vector<double> rewards = table.numbers("reward");
  const std::vector<double> terminated = table.numbers("terminated");
  for (const double flag : table.numbers("truncated")) recording.truncated.push_back(flag != 0.0);
  for (std::size_t row = 0; row < table.rows(); ++row) {
    const auto column = static_cast<Index>(row);
    recording.transitions.push_back({.t = t[row],
                                     .before = before.col(column),
                                     .action = actions.col(column),
                                     .noise = noise.col(column),
                                     .after = after.col(column),
                                     .reward = rewards[row],
                                     .terminated = terminated[row] != 0.0});
  }
  return recording;
}

ReplayReport replay(Replayer& replayer, const Recording& recording, long time_limit, double tolerance) {
  const Index entries = replayer.entries();
  check_size("state", static_cast<Index>(recording.entries.size()), entries);
  ReplayReport report;
  for (const std::string& name : recording.entries) report.columns.push_back({.name = name});
  report.columns.push_back({.name = "reward"});
  Vector<double> after(entries);
  for (std::size_t row = 0; row < recording.transitions.size(); ++row) {
    const RecordedTransition& transition = recording.transitions[row];
    check_size("noise", transition.noise.size(), replayer.noise_entries());
    if (!replayer.can_repeat(transition)) {
      ++report.skipped;
      continue;
    }
    const StepOutcome outcome = replayer.repeat(transition, after);
    bool within = add_error(report.columns.back(), outcome.reward, transition.reward,
                            tolerance * replayer.reward_tolerance_factor());
    for (Index i = 0; i < entries; ++i) {
      within =
          add_error(report.columns[static_cast<std::size_t>(i)], after(i), transition.after(i), tolerance) && within;
    }
    const bool truncated = transition.t == time_limit - 1;
    report.out_of_tolerance += within ? 0 : 1;
    report.flag_mismatches +=
        outcome.terminated == transition.terminated && truncated == recording.truncated[row] ? 0 : 1;
    ++report.compared;
  }
  return report;
}

}  // namespace rlrun::experiment
