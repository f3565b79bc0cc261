#include "lib/experiment/episode_order.hpp"

namespace rlrun::experiment {
namespace {

void save_record(const EpisodeRecord& record, StateWriter& writer) {
  writer.write("episode", static_cast<std::int64_t>(record.episode));
  writer.write("return", record.episode_return);
  writer.write("length", static_cast<std::int64_t>(record.episode_length));
  writer.write("terminated", static_cast<std::int64_t>(record.terminated));
  writer.write("truncated", static_cast<std::int64_t>(record.truncated));
  writer.write("wall_seconds", record.wall_seconds);
  writer.write("cpu_seconds", record.cpu_seconds);
  writer.write("steps_per_second", record.steps_per_second);
}

EpisodeRecord load_record(StateReader& reader) {
  EpisodeRecord record;
  record.episode = reader.read_count("episode");
  record.episode_return = reader.read_finite("return");
  record.episode_length = reader.read_count("length");
  record.terminated = reader.read_flag("terminated");
  record.truncated = reader.read_flag("truncated");
  record.wall_seconds = reader.read_finite("wall_seconds");
  record.cpu_seconds = reader.read_finite("cpu_seconds");
  record.steps_per_second = reader.read_finite("steps_per_second");
  return record;
}

}  // namespace

void EpisodeOrder::save(StateWriter& writer) const {
  writer.write("next", static_cast<std::int64_t>(next_));
  writer.write("steps", static_cast<std::int64_t>(steps_));
  writer.write("waiting", static_cast<std::int64_t>(waiting_.size()));
  for (const auto& [number, record] : waiting_) save_record(record, writer);
}

void EpisodeOrder::load(StateReader& reader) {
  next_ = reader.read_count("next");
  steps_ = reader.read_count("steps");
  const std::int64_t count = reader.read_count("waiting");
  waiting_.clear();
  for (std::int64_t i = 0; i < count; ++i) add(load_record(reader));
}

}  // namespace rlrun::experiment
