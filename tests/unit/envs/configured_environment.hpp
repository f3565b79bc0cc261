#pragma once

#include <memory>
#include <stdexcept>
#include <string>

#include "lib/config/config.hpp"
#include "lib/config/factories.hpp"

namespace rlrun::envs {

/// What a factory made of its mapping in a config.
struct ConfiguredEnvironment {
  std::unique_ptr<Environment> environment;  ///< nullptr where something was found wrong
  std::string findings;
  std::string resolved;  ///< the mapping with every key; empty where something was found wrong
};

/// `text`: the keys of the environment beside name and time_limit.
inline ConfiguredEnvironment configure(const config::EnvironmentFactory& factory, const std::string& text) {
  config::Config document = config::Config::parse(text, "test.yaml");
  config::Reader reader = document.root();
  const config::EnvironmentMaker make = factory.configure(reader);
  reader.finish();
  if (!document.findings().empty()) return {nullptr, document.findings().text(), ""};
  return {make(), "", config::resolved_yaml(document.log())};
}

/// The factory that `register_environment` adds under `name`; throws where it does not.
inline config::EnvironmentFactory registered(void (*register_environment)(config::EnvironmentRegistry&),
                                             const std::string& name) {
  config::EnvironmentRegistry registry;
  register_environment(registry);
  const config::EnvironmentFactory* const factory = registry.find(name);
  if (factory == nullptr) throw std::runtime_error(name + " is not registered");
  return *factory;
}

}  // namespace rlrun::envs
