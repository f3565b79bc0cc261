#include "envs/cart_pole/environment.hpp"
#include "envs/multiplexer/environment.hpp"
#include "envs/regression/environment.hpp"
#include "envs/regression/target_file.hpp"
#include "tests/golden/map_propagation_data.hpp"

namespace rlrun::golden::map_propagation {
namespace {

TEST(GoldenMapPropagationTasks, Multiplexer) {
  for (const auto& path : files("map_propagation", "tasks")) {
    const Json tasks = read_json(path).at("multiplexer");
    envs::multiplexer::Multiplexer environment;
    const Matrix<double> inputs = batch(tasks.at("x"));
    Vector<double> observation(inputs.rows());
    Rng rng;
    for (Index sample = 0; sample < inputs.cols(); ++sample) {
      const auto i = static_cast<std::size_t>(sample);
      const double target = tasks.at("target").at(i);
      for (const double action : {0.0, 1.0}) {
        environment.set_state(inputs.col(sample));
        const double reward = environment.step(Vector<double>::Constant(1, action), rng, observation).reward;
        EXPECT_EQ(reward, 2.0 * action - 1.0 == target ? 1.0 : -1.0) << i;
      }
    }
  }
}

TEST(GoldenMapPropagationTasks, Regression) {
  for (const auto& path : files("map_propagation", "regression_task")) {
    const auto network = std::make_shared<const envs::regression::TargetNetwork>(
        std::get<envs::regression::TargetNetwork>(envs::regression::read_target_file(path)));
    const Json task = read_json(path);
    const Matrix<double> inputs = batch(task.at("x"));
    const Matrix<double> actions = batch(task.at("actions"));
    for (const auto& [name, kind] : {std::pair("squared_error", envs::regression::RewardKind::squared_error),
                                     std::pair("distance", envs::regression::RewardKind::distance)}) {
      envs::regression::Regression environment(network, {.reward = kind});
      const Matrix<double> rewards = batch(task.at(name));
      Vector<double> observation(inputs.rows());
      Rng rng;
      for (Index i = 0; i < inputs.cols(); ++i) {
        environment.set_state(inputs.col(i));
        EXPECT_NEAR(environment.spec().wanted_action(inputs.col(i)), task.at("y").at(static_cast<std::size_t>(i)),
                    1e-12);
        EXPECT_NEAR(environment.step(actions.col(i), rng, observation).reward, rewards(0, i), 1e-12) << name << i;
      }
    }
  }
}

/// `done` is also set by the limit of 500 steps, which is not the environment's.
TEST(GoldenMapPropagationTasks, CartPole) {
  for (const auto& path : files("map_propagation", "cartpole_env")) {
    const Json file = read_json(path);
    envs::cart_pole::CartPole environment;
    Vector<double> observation(4);
    Rng rng;
    for (const Json& row : file.at("rows")) {
      environment.set_state(batch(row.at("state")).transpose());
      const Vector<double> action = Vector<double>::Constant(1, row.at("action").get<double>());
      const StepOutcome outcome = environment.step(action, rng, observation);
      EXPECT_TRUE(close_to_largest(environment.state(), batch(row.at("next")).transpose(), 1e-12));
      EXPECT_EQ(outcome.reward, row.at("reward"));
      EXPECT_EQ(outcome.terminated, row.at("done") && !row.at("truncated"));
    }
  }
}

}  // namespace
}  // namespace rlrun::golden::map_propagation
