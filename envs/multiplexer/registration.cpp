#include "envs/multiplexer/registration.hpp"

#include <memory>

#include "envs/multiplexer/environment.hpp"

namespace rlrun::envs {
namespace {

using multiplexer::Multiplexer;

config::EnvironmentMaker configure(config::Reader& reader) {
  multiplexer::Parameters parameters;
  reader.read("address_bits", parameters.address_bits, config::Range::between(1, 10),
              {"Bits k of the address; there are k + 2^k inputs.", "Chung 2020, section 5.1"});
  return [parameters] { return std::make_unique<Multiplexer>(parameters); };
}

}  // namespace

void register_multiplexer(config::EnvironmentRegistry& registry) {
  registry.add("Multiplexer",
               {.summary = "name the data bit at the given address, one step an episode",
                .configure = configure,
                .name_outcome = [](const VectorView<double>& /*state*/, const StepOutcome& last_step) -> std::string {
                  return last_step.reward > 0.0 ? "right" : "wrong";
                }});
}

}  // namespace rlrun::envs
