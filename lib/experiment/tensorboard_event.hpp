#pragma once

#include <span>
#include <string>

namespace rlrun::experiment {

/// A named number of TensorBoard.
struct TaggedNumber {
  std::string tag;  ///< what stands before its first slash makes a section
  double value = 0.0;
};

/// The message `Event` that an event file begins with: what reads it tells the version of the format from it.
/// `wall_time`: seconds since 1970-01-01 UTC.
/// Source: TensorFlow, core/util/event.proto and core/framework/summary.proto.
std::string version_event(double wall_time);

/// A message `Event` with scalars of one step, which TensorBoard keeps as 32-bit floats.
std::string scalar_event(double wall_time, long step, std::span<const TaggedNumber> scalars);

}  // namespace rlrun::experiment
