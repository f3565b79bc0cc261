#include "lib/experiment/manifest.hpp"

#include <array>
#include <exception>
#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>

#include "lib/core/floating_point.hpp"
#include "lib/experiment/file.hpp"
#include "lib/experiment/host.hpp"
#include "lib/experiment/version.hpp"

namespace rlrun::experiment {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<RunStatus, std::string_view>, 6> status_names = {
    {{RunStatus::running, "running"},
     {RunStatus::interrupted, "interrupted"},
     {RunStatus::completed, "completed"},
     {RunStatus::failed, "failed"},
     {RunStatus::diverged, "diverged"},
     {RunStatus::dead, "dead"}}};

RunStatus status_of(std::string_view text) {
  for (const auto& [value, name] : status_names) {
    if (name == text) return value;
  }
  throw std::invalid_argument("no such status");
}

Json to_json(const std::vector<Segment>& segments) {
  Json json = Json::array();
  for (const Segment& segment : segments) {
    json.push_back({{"start_step", segment.start_step},
                    {"end_step", segment.end_step},
                    {"start_time", segment.start_time},
                    {"wall_seconds", segment.wall_seconds},
                    {"command_line", segment.command_line},
                    {"git_hash", segment.git_hash},
                    {"host", segment.host},
                    {"threads", segment.threads}});
  }
  return json;
}

std::vector<Segment> to_segments(const Json& json) {
  std::vector<Segment> segments;
  for (const Json& part : json) {
    segments.push_back({.start_step = part.at("start_step").get<long>(),
                        .end_step = part.at("end_step").get<long>(),
                        .start_time = part.at("start_time").get<double>(),
                        .wall_seconds = part.at("wall_seconds").get<double>(),
                        .command_line = part.value("command_line", std::vector<std::string>()),
                        .git_hash = part.value("git_hash", ""),
                        .host = part.value("host", ""),
                        .threads = part.value("threads", 1)});
  }
  return segments;
}

void add_outcome(Json& json, const Manifest& manifest) {
  json["status"] = name_of(manifest.status);
  json["exit_code"] = manifest.status == RunStatus::running ? Json() : Json(manifest.exit_code);
  if (!manifest.error.empty()) json["error"] = manifest.error;
  json["experiment"] = manifest.experiment;
  json["environment"] = manifest.environment;
  json["learner"] = manifest.learner;
  json["seed"] = manifest.seed;
  json["config_hash"] = manifest.config_hash;
  json["group_hash"] = manifest.group_hash;
  json["episodes"] = manifest.episodes;
  json["steps"] = manifest.steps;
  json["wall_seconds"] = wall_seconds(manifest);
  json["start_time"] = manifest.segments.empty() ? Json() : Json(manifest.segments.front().start_time);
  json["peak_memory_bytes"] = peak_memory();
  json["curve_sha256"] = manifest.curve_sha256.empty() ? Json() : Json(manifest.curve_sha256);
  json["segments"] = to_json(manifest.segments);
}

void add_build(Json& json) {
  const Version build = version();
  json["version"] = build.version;
  json["git_hash"] = build.git_hash;
  json["compiler"] = build.compiler;
  json["build_type"] = build.build_type;
  json["flags"] = build.flags;
  json["floating_point"] = floating_point_mode;
  for (const auto& [name, number] : build.libraries) json["libraries"][name] = number;
}

void add_host(Json& json, const Manifest& manifest) {
  const Host host = current_host();
  const Segment last = manifest.segments.empty() ? Segment() : manifest.segments.back();
  json["command_line"] = last.command_line;
  json["host"] = host.name;
  json["cpu"] = host.cpu_model;
  json["threads"] = last.threads;
  json["slurm"] = host.slurm;
}

}  // namespace

std::string_view name_of(RunStatus status) {
  for (const auto& [value, name] : status_names) {
    if (value == status) return name;
  }
  return "";
}

double wall_seconds(const Manifest& manifest) {
  double sum = 0.0;
  for (const Segment& segment : manifest.segments) sum += segment.wall_seconds;
  return sum;
}

void write_manifest(const std::filesystem::path& directory, const Manifest& manifest) {
  Json json;
  add_outcome(json, manifest);
  add_build(json);
  add_host(json, manifest);
  // Paths and arguments may hold bytes that are no UTF-8.
  write_atomically(directory / Manifest::file_name, json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

std::optional<Manifest> read_manifest(const std::filesystem::path& directory) try {
  require_regular_file(directory / Manifest::file_name);
  const Json json = Json::parse(read_file(directory / Manifest::file_name));
  Manifest manifest;
  manifest.status = status_of(json.at("status").get<std::string>());
  if (json.at("exit_code").is_number()) manifest.exit_code = json.at("exit_code").get<int>();
  manifest.error = json.value("error", "");
  manifest.config_hash = json.at("config_hash").get<std::string>();
  manifest.group_hash = json.value("group_hash", "");
  manifest.seed = json.at("seed").get<long>();
  manifest.segments = to_segments(json.at("segments"));
  if (!manifest.segments.empty()) {
    manifest.segments.back().command_line = json.at("command_line").get<std::vector<std::string>>();
  }
  if (json.at("curve_sha256").is_string()) manifest.curve_sha256 = json.at("curve_sha256").get<std::string>();
  return manifest;
} catch (const std::exception&) {
  return std::nullopt;
}

}  // namespace rlrun::experiment
