#include "lib/experiment/run_log.hpp"

#include <spdlog/sinks/basic_file_sink.h>
#include <spdlog/spdlog.h>

#include <algorithm>

namespace rlrun::experiment {

RunLog::RunLog(const std::filesystem::path& directory)
    : sink_(std::make_shared<spdlog::sinks::basic_file_sink_st>((directory / file_name).string(), false)) {
  sink_->set_pattern("%Y-%m-%d %H:%M:%S %l: %v");
  spdlog::default_logger()->sinks().push_back(sink_);
  spdlog::default_logger()->flush_on(spdlog::level::info);  // a run that is killed leaves what it has said
}

RunLog::~RunLog() { std::erase(spdlog::default_logger()->sinks(), sink_); }

}  // namespace rlrun::experiment
