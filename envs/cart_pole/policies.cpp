#include "envs/cart_pole/policies.hpp"

#include "envs/cart_pole/dynamics.hpp"

namespace rlrun::envs::cart_pole {
namespace {

double entry_of(Push push) { return static_cast<double>(static_cast<int>(push)); }

void balance(const VectorView<double>& observation, Rng& /*rng*/, MutableVectorView<double> action) {
  const double lean = 0.1 * observation(0) + 0.2 * observation(1) + observation(2) + 0.3 * observation(3);
  action(0) = entry_of(lean > 0.0 ? Push::right : Push::left);
}

}  // namespace

std::map<std::string, ActionRule> rules() {
  return {{"left", always(entry_of(Push::left))}, {"right", always(entry_of(Push::right))}, {"pd", balance}};
}

}  // namespace rlrun::envs::cart_pole
