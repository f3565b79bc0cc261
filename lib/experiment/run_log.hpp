#pragma once

#include <spdlog/common.h>

#include <filesystem>

namespace rlrun::experiment {

/// While it lives, what is logged goes to `rlrun.log` of a run directory as well, behind what is there.
class RunLog {
 public:
  static constexpr std::string_view file_name = "rlrun.log";

  explicit RunLog(const std::filesystem::path& directory);
  RunLog(const RunLog&) = delete;
  RunLog& operator=(const RunLog&) = delete;
  ~RunLog();

 private:
  spdlog::sink_ptr sink_;
};

}  // namespace rlrun::experiment
