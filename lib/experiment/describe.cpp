#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "lib/config/config.hpp"
#include "lib/config/text.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/config_keys.hpp"
#include "lib/experiment/experiment_config.hpp"

namespace rlrun::experiment {
namespace {

[[noreturn]] void fail_unknown(const std::string& name, const Registries& registries) {
  throw UsageError("\"" + name + "\" is unknown\nenvironments: " + config::join(registries.environments.names()) +
                   "\nlearners: " + config::join(registries.learners.names()));
}

/// The fields of one section, declared as by a config that names this environment and this learner.
config::FieldLog declared_fields(std::string_view section, const std::string& environment, const std::string& learner,
                                 const Registries& registries) {
  config::Config document = config::Config::parse(
      "environment: {name: " + environment + "}\nlearner: {name: " + learner + "}\n", "described");
  read_experiment(document.root(), registries, 1);
  config::FieldLog fields;
  for (const config::Field& field : document.log().fields()) {
    const bool inside = field.parent.starts_with(section) &&
                        (field.parent.size() == section.size() || field.parent[section.size()] == '.');
    if (inside) fields.record(field);
  }
  return fields;
}

}  // namespace

std::string describe(const std::string& name, const Registries& registries) {
  // Learners may have other keys in other environments: those of the first environment are shown.
  const std::string first_environment = registries.environments.names().front();
  const std::string first_learner = registries.learners.names().front();
  if (const auto* environment = registries.environments.find(name)) {
    const auto fields = declared_fields("environment", name, first_learner, registries);
    return name + ": " + environment->summary + "\n\n" + config::describe(fields);
  }
  if (const auto* learner = registries.learners.find(name)) {
    const auto fields = declared_fields("learner", first_environment, name, registries);
    return name + ": " + learner->summary + "\n\n" + config::describe(fields);
  }
  fail_unknown(name, registries);
}

}  // namespace rlrun::experiment
