#include "envs/cart_pole/registration.hpp"

#include <cmath>
#include <memory>
#include <string>

#include "envs/cart_pole/drawing.hpp"
#include "envs/cart_pole/environment.hpp"
#include "envs/cart_pole/grades.hpp"
#include "envs/cart_pole/policies.hpp"

namespace rlrun::envs {
namespace {

using namespace cart_pole;

std::string outcome_name(const VectorView<double>& state, const StepOutcome& last_step) {
  if (!last_step.terminated) return "timeout";
  return std::abs(to_state(state).position) > Parameters{}.position_limit ? "out_of_bounds" : "fell";
}

}  // namespace

void register_cart_pole(config::EnvironmentRegistry& registry) {
  registry.add("CartPole-v1",
               {.summary = "balance a pole on a cart that is pushed to the left or to the right",
                .configure = [](config::Reader&) -> config::EnvironmentMaker {
                  return [] { return std::make_unique<CartPole>(); };
                },
                .rules = rules(),
                .grades = grades(),
                .name_outcome = outcome_name,
                .draw = [](const VectorView<double>& state) { return draw(to_state(state), Parameters{}); }});
}

}  // namespace rlrun::envs
