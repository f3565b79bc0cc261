#include "envs/regression/environment.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <string>

#include "envs/regression/registration.hpp"
#include "lib/core/error.hpp"
#include "tests/temporary_folder.hpp"
#include "tests/unit/envs/configured_environment.hpp"

namespace rlrun::envs::regression {
namespace {

using testing::HasSubstr;

/// y = relu(2 relu(x0 - x1)).
std::shared_ptr<const TargetNetwork> difference_network() {
  return std::make_shared<const TargetNetwork>(
      TargetNetwork{.hidden_weights = Matrix<double>{{1.0}, {-1.0}}, .output_weights = Vector<double>{{2.0}}});
}

config::EnvironmentFactory factory() { return registered(register_regression, "Regression"); }

/// The reward of `action` for the input `state`.
double reward_of(Environment& environment, const Vector<double>& state, double action) {
  Rng rng;
  Vector<double> observation(state.size());
  environment.set_state(state);
  return environment.step(Vector<double>::Constant(1, action), rng, observation).reward;
}

class RegressionFile : public testing::Test {
 protected:
  [[nodiscard]] std::string write(const std::string& text) const {
    const std::filesystem::path path = folder_.path() / "network.yaml";
    std::ofstream(path) << text;
    return path.string();
  }

 private:
  TemporaryFolder folder_;
};

TEST(Regression, HasAnUnboundedInputAndANominalActionBox) {
  const EnvironmentSpec spec = Regression(difference_network()).spec();
  EXPECT_EQ(spec.name, "Regression");
  ASSERT_EQ(spec.observation_size(), 2);
  EXPECT_FALSE(std::isfinite(spec.observation_space.low(0)));
  EXPECT_FALSE(std::isfinite(spec.observation_space.high(1)));
  EXPECT_EQ(std::get<BoxSpace>(spec.action_space).low, Vector<double>::Constant(1, -50.0));
  EXPECT_EQ(std::get<BoxSpace>(spec.action_space).high, Vector<double>::Constant(1, 50.0));
  EXPECT_EQ(spec.time_limit, 1);
  EXPECT_TRUE(std::isnan(spec.solved_return));
}

TEST(Regression, PaysTheNegativeErrorInOneStep) {
  Regression squared(difference_network());
  EXPECT_EQ(reward_of(squared, Vector<double>{{3.0, 1.0}}, 4.0), 0.0);
  EXPECT_EQ(reward_of(squared, Vector<double>{{3.0, 1.0}}, 1.0), -9.0);
  EXPECT_EQ(reward_of(squared, Vector<double>{{1.0, 3.0}}, -2.0), -4.0);
  Regression distance(difference_network(), {.reward = RewardKind::distance});
  EXPECT_EQ(reward_of(distance, Vector<double>{{3.0, 1.0}}, 1.0), -3.0);
}

TEST(Regression, ActionsBeyondTheBoxAreTakenAsTheyAre) {
  Regression environment(difference_network(), {.action_limit = 10.0});
  EXPECT_EQ(reward_of(environment, Vector<double>{{30.0, 0.0}}, 60.0), 0.0);
}

TEST(Regression, TheBestAnswersReturnZero) {
  const auto network = std::make_shared<const TargetNetwork>(draw_target_network(1, 8, 8));
  Regression environment(network);
  Rng rng{RngKey(2)};
  Vector<double> observation(8);
  Vector<double> after(8);
  for (int i = 0; i < 100; ++i) {
    environment.reset(rng, observation);
    const Vector<double> answer = Vector<double>::Constant(1, target(observation, *network));
    const StepOutcome outcome = environment.step(answer, rng, after);
    EXPECT_EQ(outcome.reward, 0.0);
    EXPECT_TRUE(outcome.terminated);
    EXPECT_EQ(after, observation);
  }
}

TEST(Regression, StartsWithStandardNormalInputs) {
  Regression environment(difference_network());
  constexpr int draws = 20000;
  Rng rng{RngKey(3)};
  Vector<double> observation(2);
  Vector<double> sum = Vector<double>::Zero(2);
  Matrix<double> products = Matrix<double>::Zero(2, 2);
  for (int i = 0; i < draws; ++i) {
    environment.reset(rng, observation);
    EXPECT_EQ(environment.state(), observation);
    sum += observation / draws;
    products += observation * observation.transpose() / draws;
  }
  EXPECT_LT(sum.cwiseAbs().maxCoeff(), 5.0 / std::sqrt(draws));
  EXPECT_NEAR(products(0, 0), 1.0, 5.0 * std::sqrt(2.0 / draws));
  EXPECT_NEAR(products(1, 1), 1.0, 5.0 * std::sqrt(2.0 / draws));
  EXPECT_NEAR(products(0, 1), 0.0, 5.0 / std::sqrt(draws));
}

TEST(Regression, RefusesWhatIsNotFiniteAndStatesOfAnotherSize) {
  Regression environment(difference_network());
  Rng rng;
  Vector<double> observation(2);
  environment.reset(rng, observation);
  for (const double action : {std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    EXPECT_THROW(environment.step(Vector<double>::Constant(1, action), rng, observation), UsageError) << action;
  }
  EXPECT_THROW(environment.set_state(Vector<double>::Zero(1)), UsageError);
  EXPECT_THROW(environment.set_state(Vector<double>::Zero(3)), UsageError);
}

TEST(RegressionConfig, SeedAndSizesDecideTheNetwork) {
  const auto environment = configure(factory(), "{target_seed: 5, input_size: 3, hidden_size: 4}").environment;
  const TargetNetwork network = draw_target_network(5, 3, 4);
  for (const Vector<double>& inputs : {Vector<double>{{1.0, 2.0, -1.0}}, Vector<double>{{-1.0, 0.5, 2.0}}}) {
    EXPECT_EQ(reward_of(*environment, inputs, target(inputs, network)), 0.0);
    EXPECT_EQ(reward_of(*environment, inputs, target(inputs, network) + 2.0), -4.0);
  }
}

TEST(RegressionConfig, RewardAndActionLimitAreRead) {
  const auto environment = configure(factory(), "{reward: distance, action_limit: 7, input_size: 2}").environment;
  EXPECT_EQ(std::get<BoxSpace>(environment->spec().action_space).high(0), 7.0);
  EXPECT_EQ(reward_of(*environment, Vector<double>::Zero(2), 3.0), -3.0);
}

TEST_F(RegressionFile, DecidesNetworkAndSizes) {
  const std::string path = write("A: [[1, 0], [0, 1], [1, 1]]\nc: [[1], [-1]]\n");
  const auto configured = configure(factory(), "target_file: " + path);
  ASSERT_EQ(configured.findings, "");
  ASSERT_EQ(configured.environment->spec().observation_size(), 3);
  EXPECT_EQ(reward_of(*configured.environment, Vector<double>{{5.0, 2.0, 1.0}}, 3.0), 0.0);
  EXPECT_THAT(configured.resolved, HasSubstr("input_size: 3"));
  EXPECT_THAT(configured.resolved, HasSubstr("hidden_size: 2"));
  EXPECT_EQ(configure(factory(), configured.resolved).resolved, configured.resolved);
}

TEST_F(RegressionFile, ContradictedBySizesIsFound) {
  const std::string path = write("A: [[1, 0], [0, 1], [1, 1]]\nc: [[1], [-1]]\n");
  EXPECT_THAT(configure(factory(), "{target_file: " + path + ", input_size: 8}").findings,
              HasSubstr("input_size: the network of target_file has 3, not 8"));
  EXPECT_THAT(configure(factory(), "{target_file: " + path + ", hidden_size: 3}").findings,
              HasSubstr("hidden_size: the network of target_file has 2, not 3"));
}

TEST_F(RegressionFile, ThatIsBadIsFoundAtItsKey) {
  const std::string path = write("A: [[1, x]]\nc: [[1], [2]]\n");
  const std::string findings = configure(factory(), "target_file: " + path).findings;
  EXPECT_THAT(findings, HasSubstr("test.yaml:1:1: target_file: " + path + ":1:9: A: "));
  EXPECT_THAT(configure(factory(), "target_file: no_such_file.yaml").findings,
              HasSubstr("target_file: no_such_file.yaml:1:1: cannot be read"));
}

TEST(RegressionConfig, BadValuesAreFound) {
  for (const auto& [text, key] : {std::pair<const char*, const char*>("target_seed: -1", "target_seed"),
                                  {"input_size: 0", "input_size"},
                                  {"input_size: 1025", "input_size"},
                                  {"hidden_size: 0", "hidden_size"},
                                  {"reward: l2", "reward"},
                                  {"action_limit: 0", "action_limit"},
                                  {"target_file: 5", "target_file"}}) {
    EXPECT_THAT(configure(factory(), text).findings, HasSubstr(std::string(key) + ": ")) << text;
  }
}

}  // namespace
}  // namespace rlrun::envs::regression
