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

Argument folders_argument(std::vector<std::string>& folders) {
  return {.name = "folders",
          .target = &folders,
          .meaning = "Run directories, or folders above them",
          .value_name = "DIR",
          .required = true};
}

Argument last_argument(ArgumentTarget last, const std::string& otherwise) {
  return {.name = "--last",
          .target = last,
          .meaning = "Episodes at the end of a run that make its final return (default: " + otherwise + ")",
          .value_name = "N",
          .minimum = 1};
}

std::vector<Argument> joined(std::initializer_list<std::vector<Argument>> groups) {
  std::vector<Argument> all;
  for (const auto& group : groups) all.insert(all.end(), group.begin(), group.end());
  return all;
}

}  // namespace rlrun::app
