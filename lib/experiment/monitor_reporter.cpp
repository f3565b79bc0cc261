#include "lib/experiment/monitor_reporter.hpp"

#include <nlohmann/json.hpp>
#include <string>

#include "lib/experiment/number_text.hpp"

namespace rlrun::experiment {

MonitorReporter::MonitorReporter(const RunFiles& files, double start_time, std::string_view environment)
    : file_(files.open(file_name)) {
  if (file_.extent().bytes > 0) return;
  file_.write("#{\"t_start\": " + python_rounded_text(start_time) +
              ", \"env_id\": " + nlohmann::json(environment).dump() + "}\n");
  file_.write("r,l,t\r\n");
}

void MonitorReporter::episode(const EpisodeRecord& record) {
  file_.write(python_rounded_text(record.episode_return) + "," + number_text(record.episode_length) + "," +
              python_rounded_text(record.wall_seconds) + "\r\n");
}

}  // namespace rlrun::experiment
