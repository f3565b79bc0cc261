#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lib/config/config.hpp"
#include "lib/config/edit_distance.hpp"
#include "lib/config/text.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/config_keys.hpp"
#include "lib/experiment/experiment_config.hpp"

namespace rlrun::experiment {
namespace {

[[noreturn]] void fail_unknown(const std::string& name, const Registries& registries) {
  std::vector<std::string> known = registries.environments.names();
  for (std::string& learner : registries.learners.names()) known.push_back(std::move(learner));
  const std::string nearest = config::nearest_name(name, known);
  throw UsageError("\"" + name + "\" is unknown" + (nearest.empty() ? "" : ", did you mean " + nearest + "?") +
                   "\nenvironments: " + config::join(registries.environments.names()) +
                   "\nlearners: " + config::join(registries.learners.names()));
}

/// Adds the fields of one section, declared as by a config with these two mappings.
void add_declared_fields(std::string_view section, const std::string& environment, const std::string& learner,
                         const Registries& registries, config::FieldLog& fields) {
  config::Config document =
      config::Config::parse("environment: " + environment + "\nlearner: " + learner + "\n", "described");
  read_experiment(document.root(), registries, 1);
  for (const config::Field& field : document.log().fields()) {
    const bool inside = field.parent.starts_with(section) &&
                        (field.parent.size() == section.size() || field.parent[section.size()] == '.');
    if (inside) fields.record(field);
  }
}

std::string named(const std::string& name) { return "{name: " + name + "}"; }

/// The keys of an environment, those of all its grades included.
config::FieldLog environment_fields(const std::string& name, const config::Grades& grades,
                                    const Registries& registries) {
  const std::string learner = named(registries.learners.names().front());
  config::FieldLog fields;
  for (const auto& [grade, factory] : grades) {
    add_declared_fields("environment", "{name: " + name + ", shaping: {grade: " + grade + "}}", learner, registries,
                        fields);
  }
  add_declared_fields("environment", named(name), learner, registries, fields);
  return fields;
}

/// The keys of a learner. It may have other keys in other environments: those of the first environment are shown.
config::FieldLog learner_fields(const std::string& name, const Registries& registries) {
  config::FieldLog fields;
  add_declared_fields("learner", named(registries.environments.names().front()), named(name), registries, fields);
  return fields;
}

}  // namespace

std::string describe(const std::string& name, const Registries& registries) {
  if (const auto* environment = registries.environments.find(name)) {
    const config::FieldLog fields = environment_fields(name, environment->grades, registries);
    return name + ": " + environment->summary + "\n\n" + config::describe(fields);
  }
  if (const auto* learner = registries.learners.find(name)) {
    return name + ": " + learner->summary + "\n\n" + config::describe(learner_fields(name, registries));
  }
  fail_unknown(name, registries);
}

}  // namespace rlrun::experiment
