#include "lib/core/action_rule.hpp"

#include <utility>

namespace rlrun {

ActionRule always(double action) {
  return [action](const VectorView<double>& /*observation*/, Rng& /*rng*/, MutableVectorView<double> chosen) {
    chosen(0) = action;
  };
}

ActionRule drawn_from(ActionSpace space) {
  return [space = std::move(space)](const VectorView<double>& /*observation*/, Rng& rng,
                                    MutableVectorView<double> action) { draw_action(space, rng, action); };
}

}  // namespace rlrun
