// LunarLander-lite against recordings of Gym's LunarLander-v2 with Box2D: single steps in flight, touchdowns on the
// pad, and what scripted players reach.
#include <gtest/gtest.h>

#include <cmath>

#include "apps/rlrun/builtins.hpp"
#include "apps/rlrun/environment_request.hpp"
#include "envs/lunar_lander/dynamics.hpp"
#include "envs/lunar_lander/replayer.hpp"
#include "envs/lunar_lander/shapes.hpp"
#include "lib/experiment/policy_statistics.hpp"
#include "lib/experiment/replay.hpp"
#include "lib/experiment/rule_policy.hpp"
#include "lib/experiment/statistics.hpp"
#include "tests/golden/golden_data.hpp"

namespace rlrun::golden {
namespace {

using namespace envs::lunar_lander;
namespace fs = std::filesystem;

struct Recorded {
  Control control;
  std::string prefix;
};

class RecordedFlight : public testing::TestWithParam<Recorded> {};

TEST_P(RecordedFlight, IsRepeatedUpToTheFirstTouch) {
  // x, y, their velocities, angle, angular velocity, both contacts, reward.
  constexpr std::array<double, 9> largest_rms = {1e-5, 1e-5, 3e-4, 3e-4, 1e-4, 1.5e-3, 0.0, 0.0, 0.02};
  for (const fs::path& file : files("envs", GetParam().prefix, ".csv")) {
    if (file.stem().string().ends_with("_episodes")) continue;
    FlightReplayer replayer(GetParam().control);
    const auto report =
        experiment::replay(replayer, experiment::read_recording(file), 1000, replayer.usual_tolerance());
    EXPECT_TRUE(report.passed()) << file;
    EXPECT_GT(report.compared, report.skipped) << file;
    ASSERT_EQ(report.columns.size(), largest_rms.size());
    for (std::size_t i = 0; i < largest_rms.size(); ++i) {
      const auto& column = report.columns[i];
      const double rms = std::sqrt(column.sum_of_squares / static_cast<double>(report.compared));
      EXPECT_LE(rms, largest_rms[i]) << file << ", " << column.name;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Gym, RecordedFlight,
                         testing::Values(Recorded{Control::discrete, "lunarlander_discrete"},
                                         Recorded{Control::continuous, "lunarlander_continuous"}),
                         [](const auto& recorded) { return recorded.param.prefix; });

/// The lowest point of hull and legs, m.
double lowest_point(const State& state, const Parameters& parameters) {
  const Pose place = pose(state, parameters);
  double lowest = std::numeric_limits<double>::infinity();
  for (const Vec2 corner : hull_corners(place)) lowest = std::min(lowest, corner.y);
  for (std::size_t i = 0; i < state.legs.size(); ++i) {
    for (const Vec2 corner : leg_shape(place, side_of_leg(i), state.legs[i].angle).corners) {
      lowest = std::min(lowest, corner.y);
    }
  }
  return lowest;
}

struct Drop {
  double angle = 0.0;             ///< rad
  Vec2 velocity{};                ///< m/s
  double angular_velocity = 0.0;  ///< rad/s
};

/// What comes of a craft that is let go 5 cm above the pad.
Outcome drop(const Drop& drop) {
  constexpr double two_skins = 0.02;
  constexpr int most_steps = 1000;
  const Parameters parameters;
  State state = from_observation(
      {0.0, 0.0, drop.velocity.x / 5.0, drop.velocity.y / 7.5, drop.angle, drop.angular_velocity / 2.5, 0.0, 0.0},
      parameters);
  state.center.y += point(flat_terrain(), 5).y + 0.05 + two_skins - lowest_point(state, parameters);
  Outcome outcome = Outcome::under_way;
  for (int i = 0; i < most_steps && outcome == Outcome::under_way; ++i) {
    const Transition transition = step(state, {}, {}, parameters);
    state = transition.state;
    outcome = transition.outcome;
  }
  return outcome;
}

TEST(RecordedTouchdowns, EndAsRecorded) {
  constexpr double least_agreement = 0.93;  // the border between landing and crash is erratic
  int compared = 0;
  int agreed = 0;
  for (const fs::path& file : files("envs", "lunarlander_drop", ".csv")) {
    const experiment::CsvTable table(file);
    const auto angles = table.numbers("angle0");
    const auto velocities_x = table.numbers("vx0_mps");
    const auto velocities_y = table.numbers("vy0_mps");
    const auto turns = table.numbers("omega0_radps");
    const auto outcomes = table.texts("outcome");
    for (std::size_t i = 0; i < table.rows(); ++i) {
      const Outcome outcome = drop({angles[i], {velocities_x[i], velocities_y[i]}, turns[i]});
      const bool same = (outcome == Outcome::landed) == (outcomes[i] == "landed");
      const bool plain = angles[i] == 0.0 && velocities_x[i] == 0.0 && turns[i] == 0.0;
      EXPECT_TRUE(same || !plain) << file << " row " << i + 2;
      ++compared;
      agreed += same ? 1 : 0;
    }
  }
  EXPECT_GE(agreed, least_agreement * compared) << agreed << " of " << compared;
}

/// What 500 episodes of Gym's LunarLander-v2 came to.
struct Reference {
  std::string policy;
  double return_mean, return_std, length_mean, length_std;
};

experiment::EpisodeSample sample(const std::string& environment_name, const std::string& policy) {
  const experiment::Registries registries = app::builtins();
  const auto environment = app::make_environment({environment_name, {}}, registries.environments);
  const ActionRule rule =
      policy == "random" ? drawn_from(environment.spec.action_space) : environment.factory->rules.at(policy);
  experiment::RulePolicy player(rule, RngKey(1));
  return experiment::sample_episodes(*environment.factory, environment.make, player,
                                     {.episodes = 500, .time_limit = 1000}, {});
}

/// Distance in combined standard errors of two means of 500.
double distance(const std::vector<double>& values, double reference_mean, double reference_std) {
  const double error = std::hypot(experiment::sample_deviation(values), reference_std) / std::sqrt(500.0);
  return std::abs(experiment::mean(values) - reference_mean) / error;
}

double rate(const experiment::EpisodeSample& sample, const std::string& outcome) {
  const auto found = sample.outcomes.find(outcome);
  return found == sample.outcomes.end()
             ? 0.0
             : static_cast<double>(found->second) / static_cast<double>(sample.returns.size());
}

class PlayedLander : public testing::TestWithParam<Reference> {};

TEST_P(PlayedLander, HasTheReferenceMeans) {
  const Reference& reference = GetParam();
  const auto episodes = sample("LunarLanderLite-v2", reference.policy);
  EXPECT_LE(distance(episodes.returns, reference.return_mean, reference.return_std), 3.0);
  EXPECT_LE(distance(episodes.lengths, reference.length_mean, reference.length_std), 3.0);
}

INSTANTIATE_TEST_SUITE_P(Gym, PlayedLander,
                         testing::Values(Reference{"random", -181.9, 113.3, 92.0, 19.8},
                                         Reference{"noop", -131.6, 43.2, 70.2, 12.3},
                                         Reference{"left", -582.9, 169.0, 66.9, 11.8},
                                         Reference{"right", -572.1, 162.3, 67.1, 13.5}),
                         [](const auto& reference) { return reference.param.policy; });

TEST(PlayedLander, TheMainEngineAloneLeavesTheWorld) {
  const auto episodes = sample("LunarLanderLite-v2", "main_engine");
  EXPECT_NEAR(experiment::median(episodes.returns), -656.0, 0.08 * 656.0);
  EXPECT_EQ(rate(episodes, "out_of_bounds"), 1.0);
}

TEST(PlayedLander, TheHeuristicLandsAsOftenAndAsWell) {
  const auto episodes = sample("LunarLanderLite-v2", "heuristic");
  EXPECT_GE(rate(episodes, "landed"), 0.88);
  EXPECT_LE(rate(episodes, "landed"), 0.95);
  EXPECT_NEAR(experiment::median(episodes.returns), 265.0, 10.0);
  EXPECT_GE(experiment::mean(episodes.returns), 220.0);
  EXPECT_LE(experiment::mean(episodes.returns), 255.0);
}

TEST(PlayedLander, TheContinuousHeuristicLandsNearlyAlways) {
  const auto episodes = sample("LunarLanderLiteContinuous-v2", "heuristic");
  EXPECT_GE(rate(episodes, "landed"), 0.98);
  EXPECT_GE(experiment::mean(episodes.returns), 275.0);
  EXPECT_LE(experiment::mean(episodes.returns), 290.0);
}

}  // namespace
}  // namespace rlrun::golden
