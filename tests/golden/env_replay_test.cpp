// Environments against recordings of Gym: every file of a kind, step by step from the recorded states.
#include <gtest/gtest.h>

#include "apps/rlrun/builtins.hpp"
#include "apps/rlrun/environment_request.hpp"
#include "lib/experiment/replay.hpp"
#include "tests/golden/golden_data.hpp"

namespace rlrun::golden {
namespace {

namespace fs = std::filesystem;

/// An environment, the beginning of its files' names, what may follow it, and the largest error allowed.
struct Kind {
  app::EnvironmentRequest environment;
  std::string prefix;
  bool double_precision = false;
  double tolerance = 1e-12;
};

bool is_of(const Kind& kind, const fs::path& file) {
  const std::string rest = file.stem().string().substr(kind.prefix.size());
  const bool other_environment = !rest.empty() && rest.front() != '_';
  const bool only_episodes = rest.find("_episodes") != std::string::npos;
  return !other_environment && !only_episodes && (rest.find("_f64") != std::string::npos) == kind.double_precision;
}

class RecordedEnvironment : public testing::TestWithParam<Kind> {};

TEST_P(RecordedEnvironment, IsRepeatedStepByStep) {
  const Kind& kind = GetParam();
  const experiment::Registries registries = app::builtins();
  const auto environment = app::make_environment(kind.environment, registries.environments);
  int compared = 0;
  for (const fs::path& file : files("envs", kind.prefix, ".csv")) {
    if (!is_of(kind, file)) continue;
    StateReplayer replayer(environment.make());
    const auto report =
        experiment::replay(replayer, experiment::read_recording(file), environment.time_limit, kind.tolerance);
    EXPECT_TRUE(report.passed()) << file << ": " << report.out_of_tolerance << " steps out of tolerance, "
                                 << report.flag_mismatches << " with other flags";
    ++compared;
  }
  EXPECT_GT(compared, 0) << "no recorded transitions were found";
}

INSTANTIATE_TEST_SUITE_P(
    Gym, RecordedEnvironment,
    testing::Values(Kind{{"CartPole-v1", {}}, "cartpole"}, Kind{{"MountainCar-v0", {}}, "mountaincar"},
                    Kind{{"MountainCarContinuous-v0", {}}, "mountaincarcontinuous"},
                    Kind{{"MountainCarContinuous-v0", {"state_precision=double"}}, "mountaincarcontinuous", true},
                    Kind{{"Acrobot-v1", {}}, "acrobot", false, 1e-11}),
    [](const auto& kind) { return kind.param.prefix + (kind.param.double_precision ? "_double" : ""); });

}  // namespace
}  // namespace rlrun::golden
