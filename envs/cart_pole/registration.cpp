#include "envs/cart_pole/registration.hpp"

#include <memory>

#include "envs/cart_pole/environment.hpp"

namespace rlrun::envs {

void register_cart_pole(config::EnvironmentRegistry& registry) {
  registry.add("CartPole-v1", {.summary = "balance a pole on a cart that is pushed to the left or to the right",
                               .configure = [](config::Reader&) -> config::EnvironmentMaker {
                                 return [] { return std::make_unique<cart_pole::CartPole>(); };
                               }});
}

}  // namespace rlrun::envs
