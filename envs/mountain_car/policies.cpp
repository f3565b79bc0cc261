#include "envs/mountain_car/policies.hpp"

namespace rlrun::envs::mountain_car {
namespace {

/// Rules for the entries of an action that push to the left, not at all and to the right.
std::map<std::string, ActionRule> rules(double left, double none, double right) {
  const auto pump = [left, right](const VectorView<double>& observation, Rng& /*rng*/,
                                  MutableVectorView<double> action) {
    action(0) = observation(1) < 0.0 ? left : right;
  };
  return {{"left", always(left)}, {"noop", always(none)}, {"right", always(right)}, {"pump", pump}};
}

}  // namespace

std::map<std::string, ActionRule> discrete_rules() { return rules(0.0, 1.0, 2.0); }

std::map<std::string, ActionRule> continuous_rules() { return rules(-1.0, 0.0, 1.0); }

}  // namespace rlrun::envs::mountain_car
