#include "envs/lunar_lander/state_vector.hpp"

#include <cmath>
#include <limits>
#include <string>
#include <type_traits>

#include "envs/common/conversion.hpp"
#include "lib/core/error.hpp"

namespace rlrun::envs::lunar_lander {
namespace {

/// Calls visit(entry) on every entry in the order of declaration.
template <class AnyState, class Visit>
void for_each_entry(AnyState& state, Visit visit) {
  visit(state.center.x);
  visit(state.center.y);
  visit(state.velocity.x);
  visit(state.velocity.y);
  visit(state.angle);
  visit(state.angular_velocity);
  for (auto& leg : state.legs) {
    visit(leg.angle);
    visit(leg.torque);
    visit(leg.impulse.x);
    visit(leg.impulse.y);
    visit(leg.edges);
    visit(leg.contact);
  }
  visit(state.still_steps);
  visit(state.shaping);
  for (auto& height : state.terrain) visit(height);
}

Index entry_count() {
  const State state;
  Index count = 0;
  for_each_entry(state, [&](const auto&) { ++count; });
  return count;
}

/// Counts leave room to be counted on from.
template <class Entry>
constexpr Entry largest = std::is_same_v<Entry, int> ? std::numeric_limits<Entry>::max() / 2
                                                     : std::numeric_limits<Entry>::max();

void require_whole(double value, double most) {
  if (value >= 0.0 && value <= most && value == std::floor(value)) return;
  throw UsageError("LunarLanderLite: the state holds " + std::to_string(value) + " where a whole number from 0 to " +
                   std::to_string(most) + " is expected");
}

}  // namespace

Vector<double> to_vector(const State& state) {
  Vector<double> vector(entry_count());
  Index next = 0;
  for_each_entry(state, [&](const auto& entry) { vector(next++) = static_cast<double>(entry); });
  return vector;
}

State from_vector(const VectorView<double>& vector) {
  check_state_size(vector, entry_count(), "LunarLanderLite");
  State state;
  Index next = 0;
  for_each_entry(state, [&]<class Entry>(Entry& entry) {
    if (std::is_integral_v<Entry>) require_whole(vector(next), static_cast<double>(largest<Entry>));
    entry = static_cast<Entry>(vector(next++));
  });
  return state;
}

}  // namespace rlrun::envs::lunar_lander
