#pragma once

#include <string_view>

#include "lib/experiment/reporter.hpp"
#include "lib/experiment/run_files.hpp"

namespace rlrun::experiment {

/// `monitor.csv` as Stable-Baselines3's Monitor wrapper writes it, to the byte: a first line of JSON ended by LF, then
/// `r,l,t` and the rows ended by CR LF, r and t rounded to 6 decimals and printed as Python prints floats.
class MonitorReporter final : public Reporter {
 public:
  static constexpr std::string_view file_name = "monitor.csv";

  /// `start_time`: seconds since 1970-01-01 UTC; `environment`: its registered name.
  MonitorReporter(const RunFiles& files, double start_time, std::string_view environment);

  void episode(const EpisodeRecord& record) override;
  void flush() override { file_.flush(); }
  void sync(std::vector<FileExtent>& extents) override {
    file_.sync();
    extents.push_back(file_.extent());
  }
  void close() override { file_.close(); }

 private:
  OutputFile file_;
};

}  // namespace rlrun::experiment
