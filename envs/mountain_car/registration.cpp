#include "envs/mountain_car/registration.hpp"

#include <array>
#include <memory>
#include <string_view>
#include <utility>

#include "envs/mountain_car/continuous_environment.hpp"
#include "envs/mountain_car/environment.hpp"

namespace rlrun::envs {
namespace {

using mountain_car::StatePrecision;

constexpr std::array<std::pair<std::string_view, StatePrecision>, 2> precisions = {
    {{"float", StatePrecision::single}, {"double", StatePrecision::double_}}};

config::EnvironmentMaker configure_discrete(config::Reader& /*reader*/) {
  return [] { return std::make_unique<mountain_car::MountainCar>(); };
}

config::EnvironmentMaker configure_continuous(config::Reader& reader) {
  StatePrecision precision = StatePrecision::single;
  reader.read("state_precision", precision, precisions,
              {"Precision of the state from step to step.", "float: Gym 0.26; double: Gym 0.17"});
  return [precision] { return std::make_unique<mountain_car::MountainCarContinuous>(precision); };
}

}  // namespace

void register_mountain_car(config::EnvironmentRegistry& registry) {
  registry.add("MountainCar-v0", {.summary = "climb a hill by swinging up, pushing left, right or not at all",
                                  .configure = configure_discrete});
  registry.add("MountainCarContinuous-v0", {.summary = "climb a hill by swinging up with a push of any strength",
                                            .configure = configure_continuous});
}

}  // namespace rlrun::envs
