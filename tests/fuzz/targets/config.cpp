#include "lib/config/config.hpp"

#include <stdexcept>
#include <string>

#include "apps/rlrun/builtins.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/config_keys.hpp"
#include "tests/fuzz/targets/text.hpp"

namespace rlrun::fuzz {
namespace {

/// The resolved form of a config. Throws UsageError when it is wrong.
std::string resolve(std::string_view text) {
  static const experiment::Registries registries = app::builtins();
  config::Config document = config::Config::parse(text, "fuzz.yaml");
  experiment::read_experiment(document.root(), registries, 1);
  document.findings().throw_if_any();
  return config::resolved_yaml(document.log());
}

}  // namespace

void fuzz_config(Bytes bytes) {
  std::string resolved;
  try {
    resolved = resolve(text_of(bytes));
  } catch (const UsageError&) {
    return;
  }
  if (resolve(resolved) != resolved) throw std::logic_error("the resolved config does not read as itself");
}

}  // namespace rlrun::fuzz
