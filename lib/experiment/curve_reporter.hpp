#pragma once

#include "lib/experiment/csv_file.hpp"
#include "lib/experiment/reporter.hpp"
#include "lib/experiment/run_files.hpp"

namespace rlrun::experiment {

/// `curve.csv`, the file that is hashed and compared: no clock goes into it.
class CurveReporter final : public Reporter {
 public:
  static constexpr std::string_view file_name = "curve.csv";
  static constexpr std::string_view header = "seed,episode,step,episode_return,episode_length,terminated,truncated";

  CurveReporter(const RunFiles& files, long seed) : file_(files.open(file_name), header), seed_(seed) {}

  void episode(const EpisodeRecord& record) override {
    file_.write_row(seed_, record.episode, record.step, record.episode_return, record.episode_length, record.terminated,
                    record.truncated);
  }
  void flush() override { file_.flush(); }
  void sync(std::vector<FileExtent>& extents) override { file_.sync(extents); }
  void close() override { file_.close(); }

 private:
  CsvFile file_;
  long seed_;
};

}  // namespace rlrun::experiment
