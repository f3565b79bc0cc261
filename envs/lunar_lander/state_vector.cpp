#include "envs/lunar_lander/state_vector.hpp"

#include "envs/common/conversion.hpp"

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
  for_each_entry(state, [&]<class Entry>(Entry& entry) { entry = static_cast<Entry>(vector(next++)); });
  return state;
}

}  // namespace rlrun::envs::lunar_lander
