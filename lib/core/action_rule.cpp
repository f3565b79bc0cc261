#include "lib/core/action_rule.hpp"

namespace rlrun {

ActionRule always(double action) {
  return [action](const VectorView<double>& /*observation*/, Rng& /*rng*/, MutableVectorView<double> chosen) {
    chosen(0) = action;
  };
}

}  // namespace rlrun
