// A checkpoint with a valid checksum whose numbers somebody has changed is refused, or the run goes on with them: it
// neither reads beyond anything nor hangs.
#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <set>

#include "apps/rlrun/builtins.hpp"
#include "lib/core/error.hpp"
#include "lib/experiment/episode_loop.hpp"
#include "tests/conformance/learner_life.hpp"
#include "tests/conformance/parameter_names.hpp"
#include "tests/conformance/state_records.hpp"

namespace rlrun::conformance {
namespace {

using experiment::EpisodeLoop;
using experiment::ExperimentConfig;

constexpr double infinity = std::numeric_limits<double>::infinity();
const std::array<double, 10> hostile_values = {-1.0,
                                               0.0,
                                               1.0,
                                               0.5,
                                               std::ldexp(1.0, 31),
                                               std::ldexp(1.0, 60),
                                               std::ldexp(1.0, 63),
                                               -std::ldexp(1.0, 63),
                                               std::numeric_limits<double>::quiet_NaN(),
                                               infinity};

constexpr long points_before = 12;
constexpr long points_after = 30;

/// Lets the loop pass so many safe points.
void pass(EpisodeLoop& loop, experiment::StopFlag& stop, long points) {
  long passed = 0;
  loop.at_safe_points([&] {
    if (++passed == points) stop.request(1);
  });
  loop.run();
}

std::string some_state(const ExperimentConfig& config) {
  const RngKey root(11);
  const auto learner = config.make_learner(root.derive("learner"));
  experiment::StopFlag stop;
  experiment::Reporter silent;
  EpisodeLoop loop(config, *learner, root, silent, stop);
  pass(loop, stop, points_before);
  StateWriter writer;
  loop.save(writer);
  return writer.bytes();
}

/// Returns whether the state was taken.
bool go_on_from(const ExperimentConfig& config, const std::string& state) {
  const RngKey root(11);
  const auto learner = config.make_learner(root.derive("learner"));
  experiment::StopFlag stop;
  experiment::Reporter silent;
  EpisodeLoop loop(config, *learner, root, silent, stop);
  try {
    load_state(loop, state);
  } catch (const StateError&) {
    return false;
  } catch (const UsageError&) {  // of an environment
    return false;
  }
  try {
    pass(loop, stop, points_after);
    StateWriter writer;
    loop.save(writer);
  } catch (const DivergenceError&) {
    return true;
  } catch (const StateError&) {  // numbers that only together are none of a run
    return false;
  }
  return true;
}

/// Whether all records are changed, or one of each name.
bool all_are_wanted() { return std::getenv("RLRUN_ALL_MUTATIONS") != nullptr; }

class Mutation : public testing::TestWithParam<std::string> {};

TEST_P(Mutation, OfEveryNumberIsRefusedOrLivedWith) {
  ExperimentConfig config = small_config(GetParam());
  config.run.evaluation = {.episodes = 2, .num_envs = 1, .every = 2};
  const std::string state = some_state(config);
  ASSERT_TRUE(go_on_from(config, state));
  std::set<std::string> names;
  int tries = 0;
  int refused = 0;
  for (const NumberRecord& record : number_records(state)) {
    if (!names.insert(record.name).second && !all_are_wanted()) continue;
    for (const double value : hostile_values) {
      SCOPED_TRACE(record.name + " = " + std::to_string(value));
      const bool taken = go_on_from(config, with_value(state, record, record.count / 2, value));
      const bool beyond_all = record.integer ? !(std::abs(value) < std::ldexp(1.0, 63)) : !std::isfinite(value);
      EXPECT_FALSE(beyond_all && taken);
      ++tries;
      refused += taken ? 0 : 1;
    }
  }
  RecordProperty("tries", tries);
  RecordProperty("refused", refused);
  EXPECT_GT(tries, 100);
}

INSTANTIATE_TEST_SUITE_P(Registered, Mutation, testing::ValuesIn(app::builtins().learners.names()), parameter_name);

}  // namespace
}  // namespace rlrun::conformance
