#include "lib/experiment/tensorboard_event.hpp"

#include "lib/experiment/protobuf_message.hpp"

namespace rlrun::experiment {
namespace {

// Numbers of the fields.
constexpr int event_wall_time = 1;
constexpr int event_step = 2;
constexpr int event_file_version = 3;
constexpr int event_summary = 5;
constexpr int summary_value = 1;
constexpr int value_tag = 1;
constexpr int value_simple_value = 2;

std::string encode(const TaggedNumber& scalar) {
  ProtobufMessage message;
  message.add_bytes(value_tag, scalar.tag);
  message.add_float(value_simple_value, static_cast<float>(scalar.value));
  return message.bytes();
}

}  // namespace

std::string version_event(double wall_time) {
  ProtobufMessage event;
  event.add_double(event_wall_time, wall_time);
  event.add_bytes(event_file_version, "brain.Event:2");
  return event.bytes();
}

std::string scalar_event(double wall_time, long step, std::span<const TaggedNumber> scalars) {
  ProtobufMessage summary;
  for (const TaggedNumber& scalar : scalars) summary.add_bytes(summary_value, encode(scalar));
  ProtobufMessage event;
  event.add_double(event_wall_time, wall_time);
  event.add_integer(event_step, step);
  event.add_bytes(event_summary, summary.bytes());
  return event.bytes();
}

}  // namespace rlrun::experiment
