#include "lib/core/spaces.hpp"

namespace rlrun {

Index action_rows(const ActionSpace& space) {
  const auto* box = std::get_if<BoxSpace>(&space);
  return box != nullptr ? box->low.size() : 1;
}

bool is_bounded(const ActionSpace& space) {
  const auto* box = std::get_if<BoxSpace>(&space);
  return box == nullptr || (box->low.allFinite() && box->high.allFinite());
}

void draw_action(const ActionSpace& space, Rng& rng, MutableVectorView<double> action) {
  if (const auto* discrete = std::get_if<DiscreteSpace>(&space)) {
    action(0) = static_cast<double>(rng.below(static_cast<std::uint64_t>(discrete->count)));
    return;
  }
  const auto& box = std::get<BoxSpace>(space);
  for (Index i = 0; i < action.size(); ++i) action(i) = rng.uniform(box.low(i), box.high(i));
}

}  // namespace rlrun
