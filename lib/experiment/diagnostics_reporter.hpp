#pragma once

#include "lib/experiment/csv_file.hpp"
#include "lib/experiment/reporter.hpp"
#include "lib/experiment/run_files.hpp"

namespace rlrun::experiment {

/// `diagnostics.csv`, long form: a row for every metric of every learning phase.
class DiagnosticsReporter final : public Reporter {
 public:
  static constexpr std::string_view file_name = "diagnostics.csv";
  static constexpr std::string_view header = "step,metric,value";

  explicit DiagnosticsReporter(const RunFiles& files) : file_(files.open(file_name), header) {}

  void diagnostics(const DiagnosticsRecord& record) override {
    for (std::size_t i = 0; i < record.values.size(); ++i) {
      file_.write_row(record.step, std::string_view(record.names[i]), record.values[i]);
    }
  }
  void flush() override { file_.flush(); }
  void sync(std::vector<FileExtent>& extents) override { file_.sync(extents); }
  void close() override { file_.close(); }

 private:
  CsvFile file_;
};

}  // namespace rlrun::experiment
