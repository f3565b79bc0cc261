#include "lib/core/spaces.hpp"

namespace rlrun {

Index action_rows(const ActionSpace& space) {
  const auto* box = std::get_if<BoxSpace>(&space);
  return box != nullptr ? box->low.size() : 1;
}

}  // namespace rlrun
