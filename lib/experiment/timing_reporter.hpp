#pragma once

#include "lib/experiment/csv_file.hpp"
#include "lib/experiment/reporter.hpp"
#include "lib/experiment/run_files.hpp"

namespace rlrun::experiment {

/// `timing.csv`: the clock, kept apart from what must be reproducible.
class TimingReporter final : public Reporter {
 public:
  static constexpr std::string_view file_name = "timing.csv";
  static constexpr std::string_view header = "episode,wall_seconds,steps_per_second,cpu_seconds";

  explicit TimingReporter(const RunFiles& files) : file_(files.open(file_name), header) {}

  void episode(const EpisodeRecord& record) override {
    file_.write_row(record.episode, record.wall_seconds, record.steps_per_second, record.cpu_seconds);
  }
  void flush() override { file_.flush(); }
  void sync(std::vector<FileExtent>& extents) override { file_.sync(extents); }
  void close() override { file_.close(); }

 private:
  CsvFile file_;
};

}  // namespace rlrun::experiment
