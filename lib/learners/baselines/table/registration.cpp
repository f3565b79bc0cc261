#include "lib/learners/baselines/table/registration.hpp"

#include <memory>

#include "lib/learners/baselines/table/options.hpp"

namespace rlrun::learners {
namespace table {
namespace {

config::LearnerMaker configure(config::Reader& reader, const config::LearnerContext& context) {
  const TableOptions options = read_options(reader, context);
  return [options, context](RngKey key) {
    return std::make_unique<reinforcement_modified::ReinforcedLearner>(
        options.learner, std::make_unique<CellTable>(options.cells, options.actions),
        context.environment.observation_size(), context.num_envs, context.time_limit, key);
  };
}

}  // namespace
}  // namespace table

void register_table(config::LearnerRegistry& registry) {
  registry.add("table", {.summary = "a state-action table on partitioned inputs, with the reinforcement of "
                                    "reinforcement_modified",
                         .configure = table::configure});
}

}  // namespace rlrun::learners
