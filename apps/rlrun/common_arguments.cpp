#include "apps/rlrun/common_arguments.hpp"

namespace rlrun::app {

Argument config_argument(std::vector<std::string>& configs) {
  return {
      .name = "config", .target = &configs, .meaning = "Config files", .value_name = "CONFIG.yaml", .required = true};
}

Argument override_argument(std::vector<std::string>& overrides) {
  return {.name = "--set",
          .target = &overrides,
          .meaning = "Replace a value; may be given several times",
          .value_name = "a.b=c"};
}

Argument environment_override_argument(std::vector<std::string>& overrides) {
  return {.name = "--set",
          .target = &overrides,
          .meaning = "Set a key of the environment; may be given several times",
          .value_name = "k=v"};
}

}  // namespace rlrun::app
