// What decays for ever reaches zero: after a run of any learner none of its parameters, moments, momenta and traces is
// subnormal.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "apps/rlrun/builtins.hpp"
#include "lib/experiment/episode_loop.hpp"
#include "tests/conformance/learner_life.hpp"
#include "tests/conformance/parameter_names.hpp"
#include "tests/conformance/state_records.hpp"

namespace rlrun::conformance {
namespace {

using experiment::ExperimentConfig;

template <class Real>
std::size_t count_subnormals(const std::string& state, const NumberRecord& record) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < record.count; ++i) {
    Real number{};
    std::memcpy(&number, state.data() + record.offset + i * sizeof(Real), sizeof(Real));
    if (std::fpclassify(number) == FP_SUBNORMAL) ++count;
  }
  return count;
}

/// The state of a learner after the whole run.
std::string state_after(const ExperimentConfig& config) {
  const RngKey root(static_cast<std::uint64_t>(config.run.seed));
  const auto learner = config.make_learner(root.derive("learner"));
  experiment::Reporter nobody;
  const experiment::StopFlag never;
  experiment::EpisodeLoop(config, *learner, root, nobody, never).run();
  return saved(*learner);
}

void expect_no_subnormals(const ExperimentConfig& config) {
  const std::string state = state_after(config);
  for (const NumberRecord& record : real_records(state)) {
    const std::size_t count = record.width == sizeof(float) ? count_subnormals<float>(state, record)
                                                            : count_subnormals<double>(state, record);
    EXPECT_EQ(count, 0) << record.name;
  }
}

class Subnormals : public testing::TestWithParam<std::string> {};

TEST_P(Subnormals, NoneAfterTheSmallRun) { expect_no_subnormals(small_config(GetParam())); }

INSTANTIATE_TEST_SUITE_P(Registered, Subnormals, testing::ValuesIn(app::builtins().learners.names()), parameter_name);

/// Shipped configs, as far as they run within seconds: here traces and moments have time to decay.
class SubnormalsOfShipped : public testing::TestWithParam<std::string> {};

TEST_P(SubnormalsOfShipped, NoneAfterTheRun) {
  expect_no_subnormals(
      experiment::load_experiment(RLRUN_SOURCE_DIR "/configs/" + GetParam() + ".yaml", {}, app::builtins(), 1));
}

INSTANTIATE_TEST_SUITE_P(Shipped, SubnormalsOfShipped,
                         testing::Values("ddpg_mountain_car_continuous", "neuron_local_mountain_car",
                                         "reinforcement_modified_cartpole", "smoke/backprop_actor_critic_cartpole",
                                         "smoke/map_propagation_cartpole", "smoke/map_propagation_multiplexer",
                                         "smoke/neuron_local_multiplexer", "smoke/reinforcement_modified_multiplexer",
                                         "smoke/rgrl_cartpole", "smoke/table_cartpole"),
                         parameter_name);

}  // namespace
}  // namespace rlrun::conformance
