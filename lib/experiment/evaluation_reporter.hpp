#pragma once

#include "lib/experiment/csv_file.hpp"
#include "lib/experiment/reporter.hpp"
#include "lib/experiment/run_files.hpp"

namespace rlrun::experiment {

/// `evaluation.csv`: the rows of one evaluation share their `step`, the training steps taken before it.
class EvaluationReporter final : public Reporter {
 public:
  static constexpr std::string_view file_name = "evaluation.csv";
  static constexpr std::string_view header = "step,episode,episode_return,episode_length";

  explicit EvaluationReporter(const RunFiles& files) : file_(files.open(file_name), header) {}

  void evaluation(const EvaluationRecord& record) override {
    file_.write_row(record.step, record.episode, record.episode_return, record.episode_length);
  }
  void flush() override { file_.flush(); }
  void sync(std::vector<FileExtent>& extents) override { file_.sync(extents); }
  void close() override { file_.close(); }

 private:
  CsvFile file_;
};

}  // namespace rlrun::experiment
