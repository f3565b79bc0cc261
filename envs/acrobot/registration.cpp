#include "envs/acrobot/registration.hpp"

#include <memory>

#include "envs/acrobot/environment.hpp"

namespace rlrun::envs {

void register_acrobot(config::EnvironmentRegistry& registry) {
  registry.add("Acrobot-v1", {.summary = "swing two links up with a motor at the joint between them",
                              .configure = [](config::Reader&) -> config::EnvironmentMaker {
                                return [] { return std::make_unique<acrobot::Acrobot>(); };
                              }});
}

}  // namespace rlrun::envs
